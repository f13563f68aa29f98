// Prints the report alone, from its frame. Without this there is a link to it.
"use strict";

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => document.getElementById("sheet").contentWindow.print());

// Only makes easier what works without it: the drawing follows the scores, a tap leads to them,
// and “None of these” stands alone.
"use strict";

for (const score of document.querySelectorAll(".score")) {
  const region = score.dataset.region;
  const part = document.querySelector(`.part[data-region="${region}"]`);
  const chosen = () => score.querySelector("input:checked");

  score.addEventListener("change", () => {
    const value = chosen().value;
    part.classList.toggle("marked", value !== "0");
    part.querySelector("text").textContent = value === "0" ? "" : value;
  });
  score.addEventListener("focusin", () => here(region));
  part.addEventListener("click", (event) => {
    event.preventDefault();
    chosen().focus();
    score.scrollIntoView({ block: "nearest" });
  });
}

function here(region) {
  for (const each of document.querySelectorAll(".score, .part")) {
    each.classList.toggle("here", each.dataset.region === region);
  }
}

const alone = document.querySelector("[data-alone]");
if (alone) {
  const others = document.querySelectorAll('.choices input:not([data-alone])');
  alone.addEventListener("change", () => {
    if (alone.checked) for (const each of others) each.checked = false;
  });
  for (const each of others) {
    each.addEventListener("change", () => {
      if (each.checked) alone.checked = false;
    });
  }
}

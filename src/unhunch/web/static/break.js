// Counts what is left of an exercise, and asks now and then how the break stands. When something
// else is to be seen, the page is fetched anew. Without this it is fetched every few seconds.
"use strict";

const shown = document.getElementById("break");
const ring = document.querySelector(".ring .left");
const seconds = document.querySelector(".seconds"); // where there is no picture
const lasts = Number(shown.dataset.lasts);
let ends = performance.now() + 1000 * Number(shown.dataset.left);
let runs = shown.dataset.runs === "yes";

function count() {
  if (runs) {
    const left = Math.max(0, ends - performance.now()) / 1000;
    ring.setAttribute("stroke-dashoffset", String(1 - Math.min(1, left / lasts)));
    if (seconds) seconds.textContent = seconds.dataset.say.replace("{count}", String(Math.ceil(left)));
  }
}

async function ask() {
  try {
    const answer = await fetch("/break/now", { cache: "no-store" });
    const now = await answer.json();
    if (now.key !== shown.dataset.key) return location.replace("/break");
    runs = now.runs;
    ends = performance.now() + 1000 * now.left;
  } catch {
    // The pages' process may have ended; the break goes on in a notification.
  }
  setTimeout(ask, 1500);
}

if (ring) {
  setInterval(count, matchMedia("(prefers-reduced-motion: reduce)").matches ? 1000 : 100);
  const keep = sessionStorage.getItem("focus");
  const button = keep && [...document.querySelectorAll("button")].find((b) => b.textContent === keep);
  if (button) button.focus();
}
document.addEventListener("focusin", (event) => {
  if (event.target.matches("button")) sessionStorage.setItem("focus", event.target.textContent);
});
setTimeout(ask, 1500);

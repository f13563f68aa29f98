// Counts what is left of an exercise, and waits for news of the break: a question is answered when
// there is some, and after a while in any case. When something else is to be seen, the page is fetched
// anew. Without this it is fetched every few seconds.
"use strict";

const shown = document.getElementById("break");
const silent = document.getElementById("silent");
const ring = document.querySelector(".ring .left");
const seconds = document.querySelector(".seconds");
const lasts = Number(shown.dataset.lasts);
const still = shown.dataset.still || matchMedia("(prefers-reduced-motion: reduce)").matches;
let ends = performance.now() + 1000 * Number(shown.dataset.left);
let runs = shown.dataset.runs === "yes";
let seen = shown.dataset.key;
let drawing = 0;
let leaving = false;

function count() {
  clearTimeout(drawing);
  if (!ring || !runs) return;
  const left = Math.max(0, ends - performance.now()) / 1000;
  ring.setAttribute("stroke-dashoffset", String(1 - Math.min(1, left / lasts)));
  seconds.textContent = seconds.dataset.say.replace("{count}", String(Math.ceil(left)));
  if (left > 0) drawing = setTimeout(count, still ? 1000 : 100);
}

async function news() {
  const answer = await fetch(`/break/now?seen=${encodeURIComponent(seen)}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  const now = await answer.json();
  if (leaving) return false;
  if (now.page !== shown.dataset.page) {
    location.replace("/break");
    return false;
  }
  seen = now.key;
  ends = performance.now() + 1000 * now.left;
  runs = now.runs;
  count();
  return true;
}

// Nobody answers: the daemon is being started anew, or has ended; or the pages' process has. After
// ten minutes there is no break any more that could go on.
async function follow() {
  let heard = performance.now();
  for (let pause = 500; performance.now() - heard < 600000; ) {
    try {
      if (!(await news())) return;
      silent.hidden = true;
      pause = 500;
      heard = performance.now();
    } catch {
      silent.hidden = pause < 2000;
      await new Promise((go) => setTimeout(go, pause));
      pause = Math.min(2 * pause, 15000);
    }
  }
}

count();
if (ring) {
  const keep = sessionStorage.getItem("focus");
  const button = keep && [...document.querySelectorAll("button")].find((b) => b.textContent === keep);
  // Where the person was: focus alone would scroll the picture away.
  if (button) button.focus({ preventScroll: true });
  scrollTo(0, Number(sessionStorage.getItem("scrolled")));
}
// What a button brings about is news, too: it must not be fetched in place of what comes of the press.
addEventListener("submit", () => (leaving = true));
// What a press brings stands in the same place: the second half of a double click presses only what
// asks for the same as the first.
addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (event.detail > 1 && button.value !== sessionStorage.getItem("pressed")) event.preventDefault();
  else sessionStorage.setItem("pressed", button.value);
});
addEventListener("pagehide", () => sessionStorage.setItem("scrolled", String(scrollY)));
document.addEventListener("focusin", (event) => {
  if (event.target.matches("button")) sessionStorage.setItem("focus", event.target.textContent);
});
follow();

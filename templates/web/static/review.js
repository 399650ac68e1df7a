// Reviewing by keys, and choosing words on the page. Without it every act is a button and words are typed.
"use strict";
(() => {
  const desk = document.getElementById("desk");
  const keys = document.getElementById("keys");
  const page = document.getElementById("page");
  const typing = (target) => target.closest("input, select, textarea, dialog");
  const to = (finding) => { if (finding) window.location.assign(`${desk.dataset.place}?finding=${finding}`); };
  const send = (act) => { const button = document.querySelector(`form[data-act="${act}"] button`); if (button && !button.disabled) button.click(); };
  const open = (id) => {
    const box = document.getElementById(id);
    if (!box) return;
    box.open = true;
    (box.querySelector("select, input:not([type=hidden]), textarea, summary + .inside summary") || box).focus();
    box.scrollIntoView({ block: "nearest" });
  };
  const acts = {
    j: () => to(desk.dataset.next),
    k: () => to(desk.dataset.before),
    a: () => send("accept"),
    r: () => send("reject"),
    u: () => send("undo"),
    e: () => open("correct"),
    c: () => open("comment"),
    n: () => open("add"),
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target) && !keys.open) { event.target.blur(); document.getElementById("finding")?.focus(); return; }
    if (typing(event.target) || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });

  // Words: press on one, move to another; what lies between them in reading order is chosen.
  const words = [...page.querySelectorAll(".word")];
  const order = new Map(words.map((word, n) => [word, n]));
  let from = -1;
  const form = () => [...document.querySelectorAll("form[data-words]")].filter((one) => one.closest("details").open).pop();
  const choose = (to_) => {
    const [low, high] = from < to_ ? [from, to_] : [to_, from];
    words.forEach((word, n) => word.classList.toggle("chosen", n >= low && n <= high));
    const target = form();
    if (!target) return;
    target.elements.start.value = words[low].dataset.s;
    target.elements.end.value = words[high].dataset.e;
    target.elements.quote.value = words.slice(low, high + 1).map((word) => word.dataset.w).join(" ");
  };
  const at = (event) => order.get(document.elementFromPoint(event.clientX, event.clientY));
  page.addEventListener("pointerdown", (event) => {
    const n = at(event);
    if (n === undefined) return;
    if (!form()) open("correct");
    from = n;
    choose(n);
    event.preventDefault();
  });
  page.addEventListener("pointermove", (event) => { const n = from < 0 ? undefined : at(event); if (n !== undefined) choose(n); });
  window.addEventListener("pointerup", () => { from = -1; });
  for (const one of document.querySelectorAll("form[data-words]")) {
    one.elements.quote.addEventListener("input", () => { one.elements.start.value = ""; one.elements.end.value = ""; });
  }

  // The mark comes into view in its frame, and the finding is where the keyboard begins.
  const mark = page.querySelector(".mark");
  const frame = page.closest(".frame");
  if (mark && frame.scrollHeight > frame.clientHeight) frame.scrollTop += mark.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
  const first = document.querySelector(".first-focus");
  if (first) first.focus({ preventScroll: true }); else if (window.location.search.includes("finding=")) document.getElementById("finding")?.focus({ preventScroll: true });
})();

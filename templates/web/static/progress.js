// Progress: the server tells what changed; where the line breaks, the page asks again every second.
"use strict";
(() => {
  const board = document.getElementById("progress");
  const waiting = document.getElementById("still-reading");
  if (waiting) setTimeout(() => window.location.reload(), 2500);
  if (!board || board.dataset.over === "yes") return;
  const words = document.getElementById("progress-words");
  const bar = document.getElementById("progress-bar");
  const rows = new Map([...document.querySelectorAll("tr[data-n]")].map((row) => [Number(row.dataset.n), row]));
  const place = `/drop/${board.dataset.drop}`;
  let told = 0;

  const show = (state) => {
    for (const line of state.lines) {
      const row = rows.get(line.n);
      if (row) { row.className = line.style; row.querySelector(".words").textContent = line.words; }
    }
    bar.value = state.done + state.failed;
    const now = Date.now();
    if (state.over || now - told > 2000) { words.textContent = state.sentence; told = now; }  // not too often: it is read aloud
    if (state.over) window.location.reload();
    return state.over;
  };
  const poll = async () => {
    try {
      if (show(await (await fetch(`${place}/progress`)).json())) return;
    } catch { /* the desk is away for a moment */ }
    setTimeout(poll, 1000);
  };
  if (!window.EventSource) { poll(); return; }
  const source = new EventSource(`${place}/events`);
  source.addEventListener("message", (event) => { if (show(JSON.parse(event.data))) source.close(); });
  source.addEventListener("error", () => { source.close(); poll(); });
})();

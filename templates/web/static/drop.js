// Dropping: files are sent a few at a time, each batch again if the line breaks, and the drop is closed when all have come.
"use strict";
(() => {
  const form = document.getElementById("drop-form");
  const zone = document.getElementById("drop-zone");
  const status = document.getElementById("drop-status");
  const button = document.getElementById("drop-button");
  const folder = document.getElementById("folder");
  const token = form.elements.token.value;
  const MOST_FILES = 8;
  const MOST_BYTES = 32e6;
  const TRIES = 6;
  let busy = false;

  folder.disabled = false;
  folder.closest(".needs-script").hidden = false;

  const say = (words) => { status.textContent = words; };
  const hidden = (path) => path.split("/").some((piece) => piece.startsWith(".") || piece === "__MACOSX" || piece === "Thumbs.db");

  // A folder that was dropped: all files in it and below, each with the folder it lies in.
  const entries = (reader) => new Promise((done, failed) => reader.readEntries(done, failed));
  const fileOf = (entry) => new Promise((done, failed) => entry.file(done, failed));
  const walk = async (entry, place) => {
    if (entry.isFile) return [{ file: await fileOf(entry), folder: place }];
    const reader = entry.createReader();
    const found = [];
    for (let some = await entries(reader); some.length; some = await entries(reader)) {
      for (const one of some) found.push(...await walk(one, place ? `${place}/${entry.name}` : entry.name));
    }
    return found;
  };
  const dropped = async (transfer) => {
    const tops = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    if (tops.some((one) => !one)) return [...transfer.files].map((file) => ({ file, folder: "" }));
    const found = [];
    for (const one of tops) found.push(...await walk(one, ""));
    return found;
  };
  const chosen = (input) => [...input.files].map((file) => ({ file, folder: (file.webkitRelativePath || "").split("/").slice(0, -1).join("/") }));

  const batches = (files) => {
    const made = [];
    let size = Infinity;
    for (const one of files) {
      const last = made[made.length - 1];
      if (!last || last.length >= MOST_FILES || size + one.file.size > MOST_BYTES) { made.push([one]); size = one.file.size; } else { last.push(one); size += one.file.size; }
    }
    return made;
  };

  const send = async (place, batch) => {
    for (let tried = 1; ; tried += 1) {
      const data = new FormData();
      data.append("more", "1");
      for (const one of batch) { data.append("folder", one.folder); data.append("pdfs", one.file, one.file.name); }
      try {
        const answer = await fetch(place, { method: "POST", body: data, headers: { "X-Token": token } });
        if (answer.ok) return await answer.json();
        if (answer.status < 500) throw Object.assign(new Error(`The desk refused the files (${answer.status}). Load the page again.`), { final: true });
      } catch (error) {
        if (error.final || tried >= TRIES) throw error;
      }
      say("The desk does not answer; trying again …");
      await new Promise((done) => { setTimeout(done, 500 * 2 ** tried); });
    }
  };

  const sendAll = async (files) => {
    const wanted = files.filter((one) => !hidden(`${one.folder}/${one.file.name}`));
    if (busy || !wanted.length) { say(busy ? "" : "There is no file in what you dropped."); return; }
    busy = true;
    button.disabled = true;
    if (new Set(wanted.map((one) => one.folder)).size > 1 && form.elements.grouping.value === "one") document.getElementById("grouping-folder").checked = true;
    try {
      let drop = "";
      let sent = 0;
      for (const batch of batches(wanted)) {
        say(`Sending: ${sent} of ${wanted.length} files.`);
        drop = (await send(drop ? `/drop/${drop}/more` : "/drop", batch)).drop;
        sent += batch.length;
      }
      say(`All ${sent} files have been sent.`);
      const asked = new URLSearchParams();
      for (const name of ["grouping", "needs", "as_of", "buyer"]) asked.set(name, form.elements[name].value);
      const answer = await fetch(`/drop/${drop}/close`, { method: "POST", body: asked, headers: { "X-Token": token, Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      window.location.assign(told.place);
    } catch (error) {
      busy = false;
      button.disabled = false;
      say(`Not everything was sent: ${error.message} Drop the files again; what has come already is known.`);
    }
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); sendAll([...chosen(form.elements.pdfs), ...chosen(folder)]); });
  window.addEventListener("dragover", (event) => { event.preventDefault(); });
  zone.addEventListener("dragenter", () => zone.classList.add("over"));
  zone.addEventListener("dragover", () => zone.classList.add("over"));
  zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("over"); });
  window.addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    sendAll(await dropped(event.dataTransfer));
  });
})();

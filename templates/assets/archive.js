// Filters of the index. Without a script the page is the whole table.
(function () {
  "use strict";
  var form = document.getElementById("filters");
  var body = document.getElementById("rows");
  if (!form || !body) { return; }
  var count = document.getElementById("count");
  var rows = Array.prototype.slice.call(body.rows);
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  var value = function (id) { return document.getElementById(id).value; };
  function show() {
    var words = value("words").toLowerCase().split(/\s+/).filter(Boolean);
    var asked = ["state", "use", "standing"].filter(value);
    var shown = 0;
    rows.forEach(function (row, n) {
      var fits = asked.every(function (name) { return row.dataset[name] === value(name); })
        && words.every(function (word) { return texts[n].indexOf(word) >= 0; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = shown === rows.length ? "All " + shown + " are shown." : shown + " of " + rows.length + " are shown.";
  }
  function sort() {
    var order = value("order");
    var key = function (row) { return order === "end" ? row.dataset.end : row.cells[0].textContent.trim().toLowerCase(); };
    var sorted = order ? rows.slice().sort(function (a, b) { return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0; }) : rows;
    sorted.forEach(function (row) { body.appendChild(row); });
  }
  form.addEventListener("input", show);
  document.getElementById("order").addEventListener("change", sort);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  show();
}());

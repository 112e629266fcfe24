/* A button under each table marked data-csv: the table as a CSV file that Excel opens as Chinese. */
"use strict";

(() => {
  // A spreadsheet would run a cell that begins with one of these as a formula.
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;

  window.saveCsv = (name, rows) => {
    const csv = "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
    const url = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
    Object.assign(document.createElement("a"), { href: url, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  const text = (node) => node.textContent.trim().replace(/\s+/g, " ");

  for (const table of document.querySelectorAll("table[data-csv]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "下载本表CSV" });
    button.addEventListener("click", () => {
      saveCsv(table.dataset.csv, [...table.rows].map((row) => [...row.cells].map(text)));
    });
    table.closest(".scroll").after(button);
  }
})();

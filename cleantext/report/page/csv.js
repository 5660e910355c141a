// All removals of the page as CSV (RFC 4180) for spreadsheets, in English like all data: the file that as_csv.py writes.

const COLUMNS = ["source", "row", "line", "filter", "kind", "reason", "text", "twin", "doubtful"];
const MARK_OF_UTF8 = "\ufeff";  // by which Excel knows the encoding

// a cell, with an apostrophe before what a spreadsheet would run: text of strangers is in it
function cell(value) {
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const csvRow = (values) => `${values.map(cell).join(",")}\r\n`;

function csvOf(record) {
  const {name, row = "", lines = [], failed, doubtful = []} = record;
  const source = row === "" ? name : name.slice(0, -`:${row}`.length);
  if (failed !== undefined) return csvRow([source, row, "", "", "failed", failed, "", "", ""]);
  const doubts = doubtful.map((note) => note.replace(/^line \d+: /, "")).join("; ");
  const rows = [];
  for (const [i, line] of lines.entries()) {
    if (!isRemoval(line)) continue;
    const [parts, filter, kind, reason, twin] = line;
    rows.push(csvRow([source, row, i + 1, filter, kind, reason, afterOf(parts), twin ?? "", doubts]));
  }
  return rows.join("");
}

function startDownloads(rows, read) {
  const button = find("csv");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const parts = [MARK_OF_UTF8, csvRow(COLUMNS)];
    const inOrder = rows.slice().sort((a, b) => a.at - b.at);  // of the input
    for (let i = 0; i < rows.length; i += AT_ONCE)
      parts.push(...(await Promise.all(inOrder.slice(i, i + AT_ONCE).map((row) => read(row.place)))).map(csvOf));
    download("removals.csv", parts, "text/csv;charset=utf-8");
    button.disabled = false;
  });
}

// All removals of the page as CSV (RFC 4180) for spreadsheets, in English like all data: the columns of as_csv.py.

const COLUMNS = ["source", "line", "filter", "kind", "reason", "text", "doubtful"];
const MARK_OF_UTF8 = "\ufeff";  // by which Excel knows the encoding

// a cell, with an apostrophe before what a spreadsheet would run: text of strangers is in it
function cell(value) {
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const csvRow = (values) => `${values.map(cell).join(",")}\r\n`;

function csvOf(record) {
  const rows = [];
  for (const [i, line] of (record.lines || []).entries())
    if (isRemoval(line)) rows.push(csvRow([record.name, String(i + 1), line[1], line[2], line[3], afterOf(line[0]), record.doubtful.join("; ")]));
  return rows.join("");
}

function startDownloads(rows, read) {
  const button = find("csv");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const parts = [MARK_OF_UTF8, csvRow(COLUMNS)];
    for (let i = 0; i < rows.length; i += AT_ONCE)
      parts.push(...(await Promise.all(rows.slice(i, i + AT_ONCE).map((row) => read(row.place)))).map(csvOf));
    download("removals.csv", parts, "text/csv;charset=utf-8");
    button.disabled = false;
  });
}

// Bars: the lines removed by filter and kind, the lines repaired, each with its share of all lines.

function drawBars(data, show) {
  const filters = new Map();
  for (const [filter, kind, number] of data.removed) {
    const entry = filters.get(filter) || {total: 0, kinds: []};
    entry.total += number;
    entry.kinds.push([kind, number]);
    filters.set(filter, entry);
  }
  const most = Math.max(1, ...[...filters.values()].map((entry) => entry.total), ...data.repaired.map(([, number]) => number));
  const cells = (label, number) => [
    make("span", {class: "label"}, said(label), ...(isFilter(label) ? [" ", make("code", {class: "id"}, label)] : [])),
    make("span", {class: "track", "aria-hidden": "true"}, make("span", {class: "fill", width: `${100 * number / most}%`})),
    said("{number}", {number}, "span", {class: "number"}),
    said("{share}", {share: {part: number, whole: data.lines}}, "span", {class: "share"}),
  ];
  const isFilter = (label) => filters.has(label) || data.repaired.some(([filter]) => filter === label);
  const bar = (style, label, number, value) =>
    make("button", {type: "button", class: `bar ${style}`, "aria-pressed": "false", "data-value": value, onclick: () => show(value)}, ...cells(label, number));
  const place = find("bars");
  if (filters.size) place.append(said(en`Removed`, {}, "h3"), said(en`A click on a row shows its lines below. Shares are of all lines that are not blank.`, {}, "p", {class: "hint"}));
  for (const [filter, {total, kinds}] of [...filters].sort((a, b) => b[1].total - a[1].total)) {
    place.append(bar("filter", filter, total, JSON.stringify([filter])));
    if (kinds.length > 1) for (const [kind, number] of kinds) place.append(bar("kind", kind, number, JSON.stringify([filter, kind])));
  }
  const blank = sum(data.blank);
  if (blank) place.append(said(blank === 1 ? en`Besides, 1 blank line.` : en`Besides, {number} blank lines.`, {number: blank}, "p", {class: "hint"}));
  if (data.repaired.length) place.append(said(en`Repaired`, {}, "h3"));
  for (const [filter, number] of data.repaired) place.append(make("div", {class: "bar repair"}, ...cells(filter, number)));
  if (!place.children.length) place.append(said(data.lines ? en`No line was removed or repaired.` : en`There was no text to clean.`, {}, "p", {class: "hint"}));
}

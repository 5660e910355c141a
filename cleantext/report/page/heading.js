// The heading: what run this was, and its totals.

function drawHeading(data) {
  const {run} = data;
  const list = find("about");
  const add = (name, ...content) => content.length && list.append(said(name, {}, "dt"), make("dd", {}, ...content));
  const code = (text) => make("code", {}, shownAs(text));
  if (run.inputs) add(en`input`, ...run.inputs.map((name) => (name === "-" ? said(en`standard input`) : code(name))));
  if (run.output) add(en`output`, code(run.output));
  if (run.in_place) add(en`output`, said(en`over the inputs`));
  if (run.date) add(en`run at`, make("time", {datetime: run.date}, run.date.replace("T", " ")));
  if (run.command) add(en`command`, code(run.command));
  if (run.settings) add(en`settings`, ...settingsOf(run.settings));
  if (run.profiles) add(en`site profiles`, ...run.profiles.map(code));
  add(en`version`, `cleantext ${run.version}`);
  if (data.partial) warn(en`The run was stopped before its end: the documents it was at may be missing.`);
}

function settingsOf(settings) {
  if (!settings.length) return [said(en`all as by default`)];
  return settings.map(([flag, value, origin]) => make("span", {class: "setting"}, make("code", {}, shownAs(`${flag} ${value}`.trim())),
    ...(origin ? [" ", said(en`from {file}`, {file: origin})] : [])));
}

function drawTiles(data, show) {
  const {states} = data;
  const all = Object.values(states).reduce((total, number) => total + number, 0);
  const tile = (name, number, small = [], style = "") => make("div", {class: style},
    make("dt", {}, name), make("dd", {}, said("{number}", {number}), make("small", {}, ...small)));
  const share = (part, whole) => (whole ? [" ", said("{share}", {share: {part, whole}})] : []);
  const removed = sum(data.removed);
  const tiles = [
    tile(said(en`documents`), all),
    tile(said(en`documents changed`), data.changed, share(data.changed, all)),
    tile(said(en`lines removed`), removed, [" ", said(en`of {all}: {share}`, {all: data.lines, share: {part: removed, whole: data.lines}})]),
    tile(said(en`lines repaired`), data.mended, share(data.mended, data.lines)),
  ];
  if (data.blank.length) tiles.push(tile(said(en`blank lines removed`), sum(data.blank)));
  for (const state of FIRST) {
    const number = states[state] || 0;
    if (!number && (state === "skipped" || state === "noted")) continue;
    const button = () => speak(make("button", {type: "button", "data-t-title": en`Show these documents`, onclick: () => show(state)}, said(state)));
    tiles.push(tile(number ? button() : said(state), number, number ? share(number, all) : [], number ? `of-${state}` : ""));
  }
  find("tiles").append(...tiles);
}

function warn(text, values = {}) {
  const message = find("message");
  message.className = "warning";
  message.dataset.values = JSON.stringify(values);
  say(message, text);
}

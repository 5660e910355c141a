// Lines that must stay after all: ticks beside removals, gathered into a profile (TOML) for the next run.

const EVERYWHERE = "";
let run = {};  // what is known of the run that made the page
const kept = new Map();  // of each line the site on which it stays, or EVERYWHERE

// what is ticked is there again when the page is loaded again, where the browser lets a file remember anything
const placeOfKept = () => `cleantext-kept-${run.id}`;

function rememberKept() {
  if (!run.id) return;
  try {
    if (kept.size) localStorage.setItem(placeOfKept(), JSON.stringify([...kept]));
    else localStorage.removeItem(placeOfKept());
  } catch { /* as before the page could remember: ticks last as long as it shows */ }
}

function recallKept() {
  try {
    for (const [text, site] of JSON.parse(localStorage.getItem(placeOfKept()) || "[]")) kept.set(String(text), String(site));
  } catch { /* as above */ }
}

// a tick beside a removed line; `site` is that of the document, if the run knew it
function keepTick(text, site) {
  const box = make("input", {type: "checkbox", "data-t-aria-label": en`keep “{text}”`, "data-values": JSON.stringify({text})});
  const tick = make("label", {class: "keep", "data-t-title": en`Keep this line in the next run`}, speak(box), " ", said(en`keep`));
  const place = make("span", {class: "keeping", "data-line-text": text}, tick);
  box.addEventListener("change", () => {
    if (box.checked) kept.set(text, EVERYWHERE);
    else kept.delete(text);
    changeKept();
  });
  if (site) {
    const scope = make("select", {"data-t-aria-label": en`Where this line stays`},
      said(en`everywhere`, {}, "option", {value: EVERYWHERE}), said(en`only on {site}`, {site}, "option", {value: site}));
    scope.addEventListener("change", () => {
      kept.set(text, scope.value);
      changeKept();
    });
    place.append(speak(scope));
  }
  speak(tick);
  showKept(place);
  return place;
}

// the state of a tick: the same line may be ticked in another place
function showKept(place) {
  const [box, scope] = [place.querySelector("input"), place.querySelector("select")];
  const site = kept.get(place.dataset.lineText);
  box.checked = site !== undefined;
  if (!scope) return;
  scope.hidden = !box.checked;
  if (box.checked) scope.value = [...scope.options].some((option) => option.value === site) ? site : EVERYWHERE;
}

const tomlText = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

function profile() {
  const bySite = new Map(run.site ? [[run.site, []]] : []);  // --site wants a profile that names it
  for (const [text, site] of kept) bySite.set(site, [...(bySite.get(site) || []), text]);
  const table = (site) => {
    const heading = site === EVERYWHERE ? "" : `[sites.${tomlText(site)}]\n`;
    const texts = bySite.get(site).map((text) => `  ${tomlText(text)},\n`);
    return `${heading}keep = [\n${texts.join("")}]\n`;
  };
  return [...bySite.keys()].sort().map(table).join("\n");  // what holds everywhere has to come first
}

function drawKept() {
  for (const place of document.querySelectorAll(".keeping")) showKept(place);
  find("kept").hidden = !kept.size;
  const number = find("kept-number");
  number.dataset.values = JSON.stringify({number: kept.size});
  say(number, kept.size === 1 ? en`1 line to keep` : en`{number} lines to keep`);
  find("kept-profile").textContent = profile();
  find("kept-done").replaceChildren();
}

function changeKept() {
  rememberKept();
  drawKept();
}

// before any tick is drawn
function startKeeping(about) {
  run = about;
  if (run.id) recallKept();
  find("kept-command").textContent = (run.command || "cleantext").replace("cleantext", "cleantext --profile keep.toml");
  find("kept-in-place").hidden = !run.in_place;
  find("kept-download").addEventListener("click", () => download("keep.toml", [profile()], "application/toml"));
  find("kept-copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(profile());
    } catch {  // not allowed on a page from the disk
      find("kept-box").open = true;
      getSelection().selectAllChildren(find("kept-profile"));
      if (!document.execCommand("copy")) return;  // it is selected, to be copied by hand
    }
    say(find("kept-done"), en`copied`);
  });
  find("kept-forget").addEventListener("click", () => {
    kept.clear();
    changeKept();
  });
  drawKept();
}

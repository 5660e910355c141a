// The page: data are unpacked, all parts drawn, in the language of the browser.

(async () => {
  try {
    const data = await unpack(document.querySelector("script.summary").textContent);
    learn(data.vi);
    startKeeping(data.run);
    const read = reader();
    const {open, only} = drawDocuments(data, read);
    drawHeading(data);
    drawTiles(data, only);
    drawBars(data, drawLines(data, open, read));
    document.querySelector("main").hidden = false;
  } catch (error) {
    find("unread").classList.add("now");
    throw error;  // for the console: what browsers say of it would mislead readers
  }
  find("unread").remove();
  startLanguage();
  addEventListener("beforeprint", () => {  // what is open is printed whole
    for (let folds = document.querySelectorAll(".fold"); folds.length; folds = document.querySelectorAll(".fold")) for (const fold of folds) fold.click();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    find("document-search").focus();
  });
})();

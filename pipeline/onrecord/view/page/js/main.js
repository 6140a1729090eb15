// Everything starts here.

import { revealChosen, startArticle } from "./article.js";
import { startList } from "./article_list.js";
import { byId } from "./dom.js";
import { applyFilters, startFilters } from "./filters.js";
import { startKeys } from "./keys.js";
import { startLedger } from "./ledger.js";
import { loadMarks, shareMarks } from "./marks.js";
import { startPanel } from "./panel.js";
import { watchSelection } from "./places.js";
import { followHash } from "./route.js";
import { startSave } from "./save.js";
import { state } from "./state.js";
import { startTheme } from "./theme.js";
import { startTimeline } from "./timeline.js";

startTheme();
loadMarks();
startFilters();
startList();
startArticle();
startPanel();
startLedger();
startTimeline();
startSave();
startKeys();
watchSelection();
shareMarks();
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId(state.tab === "articles" ? "reader" : state.tab).focus();
});
addEventListener("hashchange", () => {
  followHash();
  revealChosen(false);
});
applyFilters();
followHash();
revealChosen(false);
performance.mark("onrecord-ready");

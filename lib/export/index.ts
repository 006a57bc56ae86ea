export { exportOrganization } from "./export-organization";
export { fileNameOf } from "./exported-table";
export { downloadNightly } from "./nightly/download-nightly";
export { exportNightly } from "./nightly/export-nightly";
export { listNightlyExports } from "./nightly/list-nightly";
export { type NightlyFacts, nightlyFacts } from "./nightly/nightly-facts";
export { openNightlyFile } from "./nightly/open-nightly";

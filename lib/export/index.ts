export { exportOrganization } from "./export-organization";
export { fileNameOf } from "./exported-table";
export { exportNightly } from "./nightly/export-nightly";
export { listNightlyExports } from "./nightly/list-nightly";
export { openNightlyFile } from "./nightly/open-nightly";

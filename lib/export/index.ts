export { exportOrganization } from "./export-organization";
export { fileNameOf } from "./exported-table";

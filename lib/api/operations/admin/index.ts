import { adminActions } from "./actions";
import { auditOperations } from "./audit-logs";
import { metricSectionOperations } from "./metric-sections";
import { metricOperations } from "./metrics";
import { monitoringOperations } from "./monitoring";
import { organizationOperations } from "./organizations";
import { searchOperations } from "./search";
import { platformUsageOperations } from "./usage";

export const adminOperations = {
  ...organizationOperations,
  ...adminActions,
  ...metricOperations,
  ...metricSectionOperations,
  ...platformUsageOperations,
  ...auditOperations,
  ...searchOperations,
  ...monitoringOperations,
};

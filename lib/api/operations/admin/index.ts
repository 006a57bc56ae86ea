import { adminActions } from "./actions";
import { auditOperations } from "./audit-logs";
import { metricOperations } from "./metrics";
import { monitoringOperations } from "./monitoring";
import { organizationOperations } from "./organizations";
import { searchOperations } from "./search";
import { platformUsageOperations } from "./usage";

export const adminOperations = {
  ...organizationOperations,
  ...adminActions,
  ...metricOperations,
  ...platformUsageOperations,
  ...auditOperations,
  ...searchOperations,
  ...monitoringOperations,
};

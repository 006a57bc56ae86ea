import { adminActions } from "./actions";
import { monitoringOperations } from "./monitoring";
import { organizationOperations } from "./organizations";
import { searchOperations } from "./search";

export const adminOperations = {
  ...organizationOperations,
  ...adminActions,
  ...searchOperations,
  ...monitoringOperations,
};

import { adminActions } from "./actions";
import { monitoringOperations } from "./monitoring";
import { organizationOperations } from "./organizations";

export const adminOperations = { ...organizationOperations, ...adminActions, ...monitoringOperations };

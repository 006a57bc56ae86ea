export { type Read, readPlatform, readPlatformSnapshot, readTenant } from "./read-replica";
export { currentState as currentReplicaState, type KnownState as KnownReplicaState } from "./watch";

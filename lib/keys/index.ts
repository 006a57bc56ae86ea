export { apiFeature } from "./api-feature";
export { asReader } from "./as-reader";
export { authenticateKey, requirePlatformKey } from "./authenticate-key";
export { createApiKey } from "./create-api-key";
export { createPlatformKey } from "./create-platform-key";
export { createApiKeySchema, createPlatformKeySchema, keyIdSchema, type Scope } from "./input";
export { type ListedApiKey, type ListedPlatformKey, listApiKeys, listPlatformKeys } from "./queries";
export { revokeApiKey } from "./revoke-api-key";
export { revokePlatformKey } from "./revoke-platform-key";

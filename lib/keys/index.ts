export { apiFeature } from "./api-feature";
export { asDirectory, type Directory } from "./as-directory";
export { requireNamed } from "./as-key";
export { asReader } from "./as-reader";
export { asWriter } from "./as-writer";
export { authenticateKey, requirePlatformKey } from "./authenticate-key";
export { createApiKey } from "./create-api-key";
export { createPlatformKey } from "./create-platform-key";
export {
  createDirectoryToken,
  directoryFeature,
  listDirectoryTokens,
  revokeDirectoryToken,
} from "./directory-tokens";
export { createApiKeySchema, createPlatformKeySchema, keyIdSchema, rotateKeySchema, type Scope } from "./input";
export { looksLikeKey, looksLikePlatformKey } from "./key-format";
export { type ListedPlatformKey, listApiKeys, listPlatformKeys } from "./queries";
export { bringsPlatformKey, type RecalledKey, recallPlatformKey } from "./recall-platform-key";
export { revokeApiKey } from "./revoke-api-key";
export { revokePlatformKey } from "./revoke-platform-key";
export { rotateApiKey } from "./rotate-api-key";
export { rotatePlatformKey } from "./rotate-platform-key";

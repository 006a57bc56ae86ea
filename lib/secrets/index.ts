export { rotateSecrets } from "./rotate-secrets";
export { openSecret, sealSecret } from "./secrets";

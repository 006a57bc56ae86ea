export { enableConnection } from "./connection/enable-connection";
export { readSettings } from "./connection/read-settings";
export { removeConnection } from "./connection/remove-connection";
export { requireSingleSignOn } from "./connection/require-single-sign-on";
export { saveConnection } from "./connection/save-connection";
export { setDefaultRole } from "./connection/set-default-role";
export { addDomain } from "./domains/add-domain";
export { removeDomain } from "./domains/remove-domain";
export { checkDomain, domainOf, markVerified } from "./domains/verify-domain";
export { sellsSso, ssoFeature } from "./feature";
export {
  connectionSchema,
  defaultRoleSchema,
  domainSchema,
  enabledSchema,
  requiredSchema,
  workEmailSchema,
} from "./input";
export { type SsoFacts, ssoFacts, ssoState } from "./page";
export { SsoRefusal, wordsOfRefusal } from "./refusal";
export { goOn, ssoRoute } from "./routes";
export { ownMetadata } from "./saml/service-provider";
export { answerOidc, answerSaml } from "./sign-in/answer";
export { askToStartPath, beginSsoSignIn, beginSsoTest, providersUrl, startPath } from "./sign-in/begin-sign-in";
export { findConnectionByEmail, findConnectionById } from "./sign-in/find-connection";
export { finishPath, finishSso } from "./sign-in/finish-sign-in";
export { startedHere } from "./sign-in/started-here";

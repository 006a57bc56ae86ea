export { scimUrl, serveScim } from "./serve-scim";

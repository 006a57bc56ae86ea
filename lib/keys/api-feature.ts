/** The catalog feature that includes API keys. */
export const apiFeature = "api_access";

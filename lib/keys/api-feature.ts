/** The catalogue's feature without which a customer has no keys. */
export const apiFeature = "api_access";

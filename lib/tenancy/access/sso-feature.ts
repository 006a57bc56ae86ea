/** The catalog's feature that includes single sign-on, with SAML and with OpenID Connect. */
export const ssoFeature = "sso_saml";

import { startGitHubServer } from "./github-server";
import { startOidcServer } from "./oidc-server";

/** Starts all three providers on this machine. @returns them, and the variables that set them up. */
export async function startProviders() {
  const [google, microsoft, github] = await Promise.all([
    startOidcServer("google"),
    startOidcServer("microsoft"),
    startGitHubServer(),
  ]);
  const variables = {
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_ISSUER: google.issuer,
    MICROSOFT_CLIENT_ID: microsoft.clientId,
    MICROSOFT_CLIENT_SECRET: microsoft.clientSecret,
    MICROSOFT_ISSUER: microsoft.issuer,
    GITHUB_CLIENT_ID: github.clientId,
    GITHUB_CLIENT_SECRET: github.clientSecret,
    GITHUB_URL: github.url,
  };
  const close = () => Promise.all([google.close(), microsoft.close(), github.close()]);
  return { google, microsoft, github, variables, close };
}

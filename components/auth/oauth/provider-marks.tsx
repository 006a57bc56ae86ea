import type { ProviderName } from "@/lib/auth";
import { unreachable } from "@/lib/errors";

/** A provider's logo, in its own colors where its guidelines require them. */
export function ProviderMark({ provider }: { provider: ProviderName }) {
  switch (provider) {
    case "google":
      return <GoogleMark />;
    case "microsoft":
      return <MicrosoftMark />;
    case "github":
      return <GitHubMark />;
    default:
      return unreachable(provider);
  }
}

const GoogleMark = () => (
  <svg viewBox="0 0 24 24" className="size-4.5" aria-hidden>
    <path
      fill="#4285F4"
      d="M23.5 12.27c0-.85-.08-1.66-.22-2.45H12v4.64h6.45a5.52 5.52 0 0 1-2.39 3.62v3.01h3.87c2.26-2.09 3.57-5.16 3.57-8.82Z"
    />
    <path
      fill="#34A853"
      d="M12 24c3.24 0 5.95-1.07 7.93-2.91l-3.87-3.01c-1.07.72-2.45 1.15-4.06 1.15-3.13 0-5.77-2.11-6.72-4.95H1.28v3.11A12 12 0 0 0 12 24Z"
    />
    <path fill="#FBBC05" d="M5.28 14.28a7.2 7.2 0 0 1 0-4.56V6.61h-4a12 12 0 0 0 0 10.78l4-3.11Z" />
    <path
      fill="#EA4335"
      d="M12 4.77c1.76 0 3.34.61 4.59 1.8l3.43-3.44A11.97 11.97 0 0 0 1.28 6.61l4 3.11C6.23 6.88 8.87 4.77 12 4.77Z"
    />
  </svg>
);

const MicrosoftMark = () => (
  <svg viewBox="0 0 21 21" className="size-4.5" aria-hidden>
    <path fill="#F25022" d="M0 0h10v10H0z" />
    <path fill="#7FBA00" d="M11 0h10v10H11z" />
    <path fill="#00A4EF" d="M0 11h10v10H0z" />
    <path fill="#FFB900" d="M11 11h10v10H11z" />
  </svg>
);

const GitHubMark = () => (
  <svg viewBox="0 0 16 16" className="size-4.5" fill="currentColor" aria-hidden>
    <path d="M8 0a8 8 0 0 0-2.53 15.59c.4.07.55-.17.55-.38v-1.34c-2.23.48-2.7-1.07-2.7-1.07-.36-.93-.89-1.17-.89-1.17-.73-.5.05-.49.05-.49.8.06 1.23.83 1.23.83.71 1.22 1.87.87 2.33.66.07-.52.28-.87.5-1.07-1.77-.2-3.64-.89-3.64-3.95 0-.87.31-1.59.82-2.15-.08-.2-.36-1.01.08-2.12 0 0 .67-.21 2.2.82a7.6 7.6 0 0 1 4 0c1.53-1.03 2.2-.82 2.2-.82.44 1.11.16 1.92.08 2.12.51.56.82 1.28.82 2.15 0 3.07-1.87 3.75-3.65 3.95.29.25.54.73.54 1.48v2.2c0 .21.15.46.55.38A8 8 0 0 0 8 0Z" />
  </svg>
);

import { formatDate } from "@/lib/dates";
import type { SsoFacts } from "@/lib/single-sign-on";

type ConnectionFactsProps = { connection: NonNullable<SsoFacts["connection"]>; now: Date };

/** What is set up, without secrets. */
export function ConnectionFacts({ connection, now }: ConnectionFactsProps) {
  const { kind, issuer, signOnUrl, clientId, certificates } = connection;
  return (
    <dl className="grid gap-3 text-sm">
      <Fact name="Protocol">{kind === "saml" ? "SAML" : "OpenID Connect"}</Fact>
      <Fact name={kind === "saml" ? "Entity ID" : "Issuer"}>{issuer}</Fact>
      {signOnUrl && <Fact name="Sign-on URL">{signOnUrl}</Fact>}
      {clientId && <Fact name="Client ID">{clientId}</Fact>}
      {certificates.map(({ fingerprint, expires }) => (
        <Fact key={fingerprint} name="Certificate">
          <span className={expires < now ? "text-warning-ink" : undefined}>
            {expires < now ? "Expired" : "Expires"} {formatDate(expires)}
          </span>
          <code className="block font-mono text-muted-foreground text-xs">{fingerprint}</code>
        </Fact>
      ))}
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div className="grid gap-x-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
    <dt className="text-muted-foreground">{name}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </div>
);

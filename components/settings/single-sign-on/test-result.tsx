import { CircleAlert, CircleCheck } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { SsoFacts } from "@/lib/single-sign-on";

/** What a test received from the identity provider, or why it was refused. */
export function TestResult({ test }: { test: NonNullable<SsoFacts["test"]> }) {
  const { profile, attributes = {}, problem } = test;
  if (!profile) {
    return (
      <Alert variant="destructive">
        <CircleAlert aria-hidden />
        <AlertTitle>The test failed</AlertTitle>
        <AlertDescription>{problem ?? "We can't use the identity provider's response."}</AlertDescription>
      </Alert>
    );
  }
  return (
    <Alert variant={profile.email ? "success" : "warning"}>
      {profile.email ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
      <AlertTitle>{profile.email ? "The test succeeded" : "Your identity provider sent no email address"}</AlertTitle>
      <AlertDescription>
        {!profile.email && (
          <p className="mb-2">Add it to the attributes your provider sends. No one can join without it.</p>
        )}
        <dl className="grid gap-2" aria-label="Received">
          <Received name="Subject" value={profile.subject} />
          {profile.email && <Received name="Email" value={profile.email} />}
          {profile.name && <Received name="Name" value={profile.name} />}
          {Object.entries(attributes).map(([name, value]) => (
            <Received key={name} name={name} value={value} />
          ))}
        </dl>
      </AlertDescription>
    </Alert>
  );
}

const Received = ({ name, value }: { name: string; value: string }) => (
  <div className="grid gap-x-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
    <dt className="text-muted-foreground [overflow-wrap:anywhere]">{name}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
  </div>
);

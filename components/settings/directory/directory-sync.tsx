"use client";

import { Network } from "lucide-react";
import { useState } from "react";
import { RevealSecret } from "@/components/keys/reveal-secret";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { toast } from "@/components/ui/sonner";
import type { SettingsFacts } from "@/lib/settings";
import { NotInPlan } from "../not-in-plan";
import { Method } from "../security/method";
import { CopyField } from "../single-sign-on/copy-field";
import { createToken, revokeToken } from "./actions";

type DirectorySyncProps = NonNullable<SettingsFacts["directory"]> & {
  organization: string;
  verified: boolean;
  now: Date;
};

/** What a directory needs to provision the team: our endpoint's URL and a token. */
export function DirectorySync({ isIncluded, includedIn, ...props }: DirectorySyncProps) {
  if (isIncluded) return <Endpoint {...props} />;
  const { organization, tokens, now } = props;
  return (
    <div className="grid gap-4">
      <NotInPlan what="Directory sync" includedIn={includedIn} />
      {tokens.length > 0 && (
        <p className="text-pretty text-sm">Your directory can still remove people, but can't add or change anyone.</p>
      )}
      <Tokens organization={organization} tokens={tokens} now={now} />
    </div>
  );
}

function Endpoint({ organization, url, tokens, verified, now }: Omit<DirectorySyncProps, "isIncluded" | "includedIn">) {
  const [created, setCreated] = useState<string>();
  const create = useAction(createToken.bind(null, organization), { done: ({ key }) => setCreated(key) });
  return (
    <div className="grid gap-4">
      <p className="text-pretty text-sm">
        People assigned in your directory get an invitation. Deactivating or removing them there removes them from your
        team right away, but they keep their account.
      </p>
      <dl>
        <CopyField label="Base URL" value={url} />
      </dl>
      <Tokens organization={organization} tokens={tokens} now={now} />
      {verified ? (
        <WriteButton
          variant="outline"
          className="justify-self-start"
          pending={create.pending}
          onClick={() => create.run(undefined)}
        >
          Create token
        </WriteButton>
      ) : (
        <p className="text-muted-foreground text-sm">Verify your email address to create a token.</p>
      )}
      <RevealSecret name="token" value={created} onClose={() => setCreated(undefined)} />
    </div>
  );
}

function Tokens({ organization, tokens, now }: Pick<DirectorySyncProps, "organization" | "tokens" | "now">) {
  if (tokens.length === 0) return null;
  return (
    <ul className="divide-y border-t pt-4">
      {tokens.map((token) => (
        <Token key={token.id} organization={organization} token={token} now={now} />
      ))}
    </ul>
  );
}

type TokenProps = {
  organization: string;
  token: { id: string; prefix: string; createdAt: Date; lastUsedAt: Date | null };
  now: Date;
};

function Token({ organization, token: { id, prefix, createdAt, lastUsedAt }, now }: TokenProps) {
  const revoke = useAction(revokeToken.bind(null, organization), { done: () => void toast.success("Token revoked") });
  const used = lastUsedAt ? `last used ${relativeTime(lastUsedAt, now)}` : "not used yet";
  return (
    <Method
      icon={<Network aria-hidden />}
      name={`${prefix}…`}
      note={`Created ${relativeTime(createdAt, now)}, ${used}.`}
    >
      <ConfirmButton
        variant="ghost"
        size="sm"
        pending={revoke.pending}
        title="Revoke this token?"
        description="Your directory can no longer add or remove members. Members it has added stay."
        confirm="Revoke token"
        onConfirm={() => revoke.run({ keyId: id })}
      >
        Revoke<span className="sr-only"> token {prefix}</span>
      </ConfirmButton>
    </Method>
  );
}

import { KeyRound } from "lucide-react";
import { KeyList } from "@/components/keys/key-list";
import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { takesData } from "@/lib/api/operations";
import { catalog } from "@/lib/catalog";
import { apiKeyScopeNames, readScopeNames } from "@/lib/keys/input";
import type { SettingsFacts } from "@/lib/settings";
import { revokeKey, rotateKey } from "../actions";
import { NewKey } from "./new-key";

type ApiKeysProps = {
  organization: string;
  keys: SettingsFacts["keys"];
  includedIn: SettingsFacts["apiIncludedIn"];
  manages: boolean;
  verified: boolean;
  now: Date;
};

const sendsData = takesData(catalog.product);

/** The organization's keys, or the plan that includes them. */
export function ApiKeys({ organization, keys, includedIn, manages, verified, now }: ApiKeysProps) {
  if (!keys) return <NotInPlan includedIn={includedIn} />;
  if (!manages) return <p className="text-muted-foreground text-sm">Only owners and admins can manage API keys.</p>;
  return (
    <div className="grid gap-4">
      {keys.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No API keys yet"
          description={
            sendsData
              ? "A key lets your server send data, and read your plan, usage and limits."
              : "A key lets your server read your plan, usage and limits."
          }
          className="py-8"
        />
      ) : (
        <KeyList
          keys={keys}
          now={now}
          rotateKey={rotateKey.bind(null, organization)}
          revokeKey={revokeKey.bind(null, organization)}
        />
      )}
      {verified ? (
        <div className="border-t pt-5">
          <Writes explain>
            <NewKey scopes={sendsData ? apiKeyScopeNames : readScopeNames} />
          </Writes>
        </div>
      ) : (
        <p className="text-muted-foreground text-sm">Verify your email address to create keys.</p>
      )}
    </div>
  );
}

function NotInPlan({ includedIn }: { includedIn: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted-foreground text-sm">
        {includedIn ? `API access is included in ${includedIn}.` : "Your plan doesn't include API access."}
      </p>
      <Button asChild variant="outline" size="sm">
        <Link href="/billing#plans">View plans</Link>
      </Button>
    </div>
  );
}

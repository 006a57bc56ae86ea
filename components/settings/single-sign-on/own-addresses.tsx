import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { SsoFacts } from "@/lib/single-sign-on";
import { CopyField } from "./copy-field";

type OwnAddressesProps = { addresses: SsoFacts["addresses"]; kind: "saml" | "oidc" };

/** The values to enter in the identity provider. */
export function OwnAddresses({ addresses, kind }: OwnAddressesProps) {
  const { acsUrl, entityId, redirectUri, startUrl } = addresses;
  return (
    <div className="grid gap-4">
      <dl className="grid gap-3">
        {kind === "saml" ? (
          <>
            <CopyField label="ACS URL" value={acsUrl} />
            <CopyField label="Entity ID" value={entityId} />
          </>
        ) : (
          <CopyField label="Redirect URI" value={redirectUri} />
        )}
        <CopyField label="Sign-in URL" value={startUrl} />
      </dl>
      {kind === "saml" && (
        <Button asChild variant="outline" size="sm" className="justify-self-start">
          <a href={entityId} download>
            <Download aria-hidden /> Download metadata
          </a>
        </Button>
      )}
    </div>
  );
}

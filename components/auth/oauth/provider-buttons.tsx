import { Button } from "@/components/ui/button";
import { configuredProviders, providerLabels } from "@/lib/auth";
import { ProviderMark } from "./provider-marks";

type ProviderButtonsProps = {
  /** Passed along: where to go next, and what was chosen on the pricing page. */
  query: Readonly<Record<string, string | null | undefined>>;
};

/** A button for each provider that is set up. Plain links, so that they work without JavaScript. */
export function ProviderButtons({ query }: ProviderButtonsProps) {
  const providers = configuredProviders();
  if (providers.length === 0) return null;
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const search = new URLSearchParams(given).toString();
  return (
    <div className="mt-5 grid gap-3">
      <div className="flex items-center gap-3 text-muted-foreground text-xs">
        <span className="h-px flex-1 bg-border" />
        or
        <span className="h-px flex-1 bg-border" />
      </div>
      {providers.map((provider) => (
        <Button key={provider} asChild variant="outline" size="lg">
          {/* Not a Link, which would prefetch the URL. */}
          <a href={`/oauth/${provider}${search ? `?${search}` : ""}`}>
            <ProviderMark provider={provider} /> Continue with {providerLabels[provider]}
          </a>
        </Button>
      ))}
    </div>
  );
}

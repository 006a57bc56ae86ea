import { frame } from "@/components/marketing/section";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { notClaimed, securityTopics } from "./security-topics";

export function SecurityPage({ catalog }: { catalog: Catalog }) {
  const { email } = catalog.copy.company;
  return (
    <div className={cn(frame, "grid gap-16 py-14 sm:py-20")}>
      <header className="grid max-w-3xl gap-5">
        <h1 className="text-heading">Security at {catalog.name}</h1>
        <p className="text-lg text-muted-foreground leading-relaxed">
          What we do to protect your data, and what we can't claim. For what we store about people and why, read the{" "}
          <a href="/privacy" className="text-foreground underline underline-offset-4">
            privacy policy
          </a>
          .
        </p>
      </header>
      <div className="grid gap-x-12 gap-y-12 md:grid-cols-2 lg:grid-cols-3">
        {securityTopics.map(({ title, points }) => (
          <section key={title} className="grid content-start gap-4 border-t pt-5">
            <h2 className="font-semibold text-xl tracking-[-0.02em]">{title}</h2>
            <Points points={points} />
          </section>
        ))}
      </div>
      <section aria-labelledby="not-claimed" className="grid gap-x-12 gap-y-4 border-t pt-5 lg:grid-cols-3">
        <h2 id="not-claimed" className="font-semibold text-xl tracking-[-0.02em]">
          What we don't claim
        </h2>
        <div className="max-w-2xl lg:col-span-2">
          <Points points={notClaimed(catalog)} />
        </div>
      </section>
      <section
        id="report"
        aria-labelledby="report-title"
        className="scroll-mt-20 rounded-lg border bg-card p-6 sm:p-10"
      >
        <div className="grid max-w-2xl gap-4">
          <h2 id="report-title" className="font-semibold text-2xl tracking-[-0.02em]">
            Report a vulnerability
          </h2>
          <p className="text-pretty text-muted-foreground leading-relaxed">
            Say what an attacker can do and how to reproduce it. We reply within three business days and credit you,
            unless you'd rather we didn't. Please don't test with other customers' data, and don't publish it before
            it's fixed.
          </p>
          <p>
            <a href={`mailto:${email}`} className="font-medium underline underline-offset-4">
              {email}
            </a>{" "}
            <span className="text-muted-foreground">or</span>{" "}
            <a href="/support?topic=security" className="font-medium underline underline-offset-4">
              write to support
            </a>
          </p>
        </div>
      </section>
    </div>
  );
}

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="grid gap-3 text-muted-foreground">
      {points.map((point) => (
        <li key={point} className="text-pretty leading-relaxed">
          {point}
        </li>
      ))}
    </ul>
  );
}

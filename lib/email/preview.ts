import "server-only";
import { env } from "@/lib/env";
import { categoryOf } from "./categories";
import { darkScheme } from "./messages/styles";
import { type RenderedEmail, renderEmail } from "./render-email";
import { emailSamples } from "./samples";
import { type EmailTemplate, isTemplate, parseProps } from "./templates";
import { unsubscribeUrls } from "./unsubscribe-url";

/** Development and the demo only. */
export const previewExists = (): boolean => env.NODE_ENV !== "production" || env.DEMO;

export type EmailChoice = { template: EmailTemplate; variants: readonly string[] };

export type PreviewedEmail = {
  choices: readonly EmailChoice[];
  template: EmailTemplate;
  variant: string;
  /** The category it can be unsubscribed from, or "essential". */
  category: string;
  email: RenderedEmail;
  /** The HTML as a mail program in dark mode shows it. */
  darkHtml: string;
};

/** One of the samples, rendered. The first one for an unknown name. */
export async function previewEmail(chosen: { template: string; variant: string }): Promise<PreviewedEmail> {
  const samples = emailSamples(env.APP_URL);
  const choices = Object.entries(samples).flatMap(([template, variants]) =>
    isTemplate(template) ? [{ template, variants: Object.keys(variants) }] : [],
  );
  const template = isTemplate(chosen.template) ? chosen.template : "welcome";
  const variants = Object.entries(samples[template]);
  const [variant = "", sample] = variants.find(([name]) => name === chosen.variant) ?? variants[0] ?? [];
  const props = parseProps(template, sample);
  const category = categoryOf(template, props);
  const unsubscribe = category === "essential" ? undefined : unsubscribeUrls("ada@example.com", category).page;
  const email = await renderEmail(template, props, unsubscribe);
  const darkHtml = email.html.replaceAll(darkScheme, "@media all");
  return { choices, template, variant, category, email, darkHtml };
}

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { createPortalSession } from "../../routes/hosted-pages/portal-sessions";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { formNotice, isEmail, textField } from "../ui/fields";
import { readForm } from "../ui/form";
import { type Html, layout, messagePage, sellerHeader, singleColumn, testFooter } from "../ui/layout";

type Configuration = PublicTables["portal_configuration"];

/** The portal's login page, at the URL that its configuration shares. Stripe emails a link; here the page shows it. */
export function loginRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/:key", (c) => withConfiguration(world, c, () => c.html(askForEmail(world, null))));
  app.post("/:key", async (c) => {
    const { email = "" } = await readForm(c);
    return withConfiguration(world, c, (configuration) => {
      const address = email.trim().toLowerCase();
      if (!isEmail(address)) return c.html(askForEmail(world, email), 400);
      return c.html(checkEmail(world, configuration, address));
    });
  });
  return app;
}

function withConfiguration(
  world: World,
  c: Context,
  show: (configuration: Configuration) => Response | Promise<Response>,
) {
  const url = `/portal/login/${c.req.param("key")}`;
  const known = [...world.store.all("portal_configuration")].find(
    ({ active, login_page }) => active && login_page.url === url,
  );
  if (known) return show(known);
  return c.html(messagePage("This page isn't available", `Ask ${world.settings.business} for the current link.`), 404);
}

const frame = (world: World, main: Html): Html =>
  layout(
    `${world.settings.business} · Sign in`,
    singleColumn(
      html`<div class="stack large">${sellerHeader(world.settings.business, null)}${main}${testFooter()}</div>`,
    ),
    "",
    world.settings.brandColor,
  );

/** @param refused what was entered, if it isn't an address. */
function askForEmail(world: World, refused: string | null): Html {
  return frame(
    world,
    html`<form method="post" class="stack"><h1 class="heading">Manage your billing</h1>
<p class="quiet">Enter the email address of your subscription. We'll send you a link to your billing page.</p>
${refused === null ? "" : formNotice({ field: null, message: "Enter a valid email address." })}
${textField({ name: "email", label: "Email", type: "email", value: refused ?? "", autocomplete: "email" })}
<button>Send</button></form>`,
  );
}

/** The same whether or not the address is known, except for the link, which is in no email. */
function checkEmail(world: World, configuration: Configuration, email: string): Html {
  const customer = customerOf(world, email);
  const session =
    customer &&
    world.store.transaction(() =>
      createPortalSession(world, { customer: customer.id, configuration: configuration.id }),
    );
  return frame(
    world,
    html`<div class="stack"><h1 class="heading">Check your email</h1>
<p>If ${email} belongs to a customer, we've sent a link to their billing page.</p>
<p class="quiet small">local-stripe sends no email. ${session ? html`The link is <a href="${session.url}">here</a>.` : "No customer has this address."}</p></div>`,
  );
}

/** Of several customers with the address, Stripe takes the newest with an active subscription, or else the newest. */
function customerOf(world: World, email: string): PublicTables["customer"] | undefined {
  const known = [...world.store.all("customer")]
    .filter((customer) => customer.email?.toLowerCase() === email)
    .reverse();
  const subscribed = known.find(({ id }) =>
    world.store
      .where("subscription", "customer", id)
      .some(({ ended_at, status }) => ended_at === null && status !== "incomplete"),
  );
  return subscribed ?? known[0];
}

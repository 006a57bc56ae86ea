import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import { Children } from "react";
import { catalog } from "@/lib/catalog";
import type { Action, Letter } from "./message";
import { darkRules, styles } from "./styles";

type LayoutProps = {
  letter: Letter;
  /** Only for emails that can be turned off. */
  unsubscribeUrl?: string | undefined;
};

/** The design of every email: mark, card, at most one button, sender, and the button's link in plain text. */
export function Layout({ letter, unsubscribeUrl }: LayoutProps) {
  const { preview, heading, paragraphs, facts, lines, action, second, note } = letter;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkRules}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body} className="page">
        <Container style={styles.container}>
          <Masthead />
          <Section style={styles.card} className="card">
            <Heading as="h1" style={styles.heading} className="ink">
              {heading}
            </Heading>
            {Children.map(paragraphs, (paragraph) => (
              <Text style={styles.text} className="ink">
                {paragraph}
              </Text>
            ))}
            {lines && <Lines {...lines} />}
            {facts && facts.length > 0 && <Facts facts={facts} ruled={!lines} />}
            {action && <Actions action={action} second={second} />}
            {note && (
              <>
                {action && <Hr style={styles.rule} className="rule" />}
                <Text style={styles.note} className="quiet">
                  {note}
                </Text>
              </>
            )}
          </Section>
          <Footer unsubscribeUrl={unsubscribeUrl} action={action} />
        </Container>
      </Body>
    </Html>
  );
}

/** The mark is made of boxes: mail programs show no SVG, and pictures only after the reader allows them. */
function Masthead() {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={styles.head}>
      <tbody>
        <tr>
          <td style={styles.mark} width={28} height={28} valign="middle">
            <div style={styles.arch}>&#8203;</div>
          </td>
          <td style={styles.name} className="ink">
            {catalog.name}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** A table: the only two-column layout that all mail programs support. */
function Facts({ facts, ruled }: { facts: NonNullable<Letter["facts"]>; ruled: boolean }) {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={ruled ? { ...styles.facts, ...styles.ruled } : styles.facts}
      className="rule"
    >
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <td style={styles.factLabel} className="quiet">
              {label}
            </td>
            <td style={styles.factValue} className="ink">
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What an amount is made up of, as on an invoice. */
function Lines({ items, sums }: NonNullable<Letter["lines"]>) {
  const rows = items.map((item, index) => ({
    ...item,
    key: `${index} ${item.description}`,
    rule: index === 0 ? {} : styles.ruled,
  }));
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} style={styles.lines} className="sum">
      <tbody>
        {rows.map(({ key, description, note, amount, rule }) => (
          <tr key={key}>
            <td style={{ ...styles.item, ...rule }} className="ink rule">
              {description}
              {note && (
                <div style={styles.period} className="quiet">
                  {note}
                </div>
              )}
            </td>
            <td style={{ ...styles.itemAmount, ...rule }} className="ink rule">
              {amount}
            </td>
          </tr>
        ))}
        {sums.map(([label, amount], index) => (
          <Sum key={label} label={label} amount={amount} first={index === 0} total={index === sums.length - 1} />
        ))}
      </tbody>
    </table>
  );
}

function Sum({ label, amount, first, total }: { label: string; amount: string; first: boolean; total: boolean }) {
  const rule = first ? styles.ruled : {};
  const shade = total ? "ink rule" : "quiet rule";
  return (
    <tr>
      <td style={{ ...(total ? styles.totalLabel : styles.sumLabel), ...rule }} className={shade}>
        {label}
      </td>
      <td style={{ ...(total ? styles.totalAmount : styles.sumAmount), ...rule }} className={shade}>
        {amount}
      </td>
    </tr>
  );
}

/** The button and the secondary link beneath it. */
function Actions({ action: { label, url }, second }: { action: Action; second: Action | undefined }) {
  return (
    <>
      <Button href={url} style={styles.button} className="button">
        {label}
      </Button>
      {second && (
        <Text style={styles.second} className="quiet">
          <Link href={second.url} style={styles.link} className="link">
            {second.label}
          </Link>
        </Text>
      )}
    </>
  );
}

/** The sender, and last the button's URL for mail programs that don't show the button. */
function Footer({ unsubscribeUrl, action }: Pick<LayoutProps, "unsubscribeUrl"> & { action: Action | undefined }) {
  const { legalName, address } = catalog.copy.company;
  return (
    <>
      <Text style={styles.footer} className="quiet">
        {legalName}
        <br />
        {address}
        {unsubscribeUrl && (
          <>
            <br />
            <Link href={unsubscribeUrl} style={styles.footerLink} className="quiet">
              Unsubscribe
            </Link>
          </>
        )}
      </Text>
      {action && (
        <Text style={styles.footer} className="quiet">
          If the button doesn't work, paste this link into your browser:
          <br />
          <Link href={action.url} style={styles.address} className="quiet">
            {action.url}
          </Link>
        </Text>
      )}
    </>
  );
}

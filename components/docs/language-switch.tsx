import { languages } from "@/components/api/examples";

const idOf = (language: string) => `language-${language}`;

/** Shows one language of every example on the page, and works without script. */
const rules = languages
  .map(
    (language) =>
      `:root:has(#${idOf(language)}:checked) pre[data-language]:not([data-language="${language}"]){display:none}`,
  )
  .join("");

export function LanguageSwitch() {
  return (
    <fieldset className="w-fit">
      <style href="language-switch" precedence="default">
        {rules}
      </style>
      <legend className="sr-only">Language of the examples</legend>
      <div className="flex rounded-md border bg-muted/50 p-0.5 text-sm">
        {languages.map((language, index) => (
          <label
            key={language}
            className="cursor-pointer rounded-[0.3rem] px-2.5 py-1 text-muted-foreground hover:text-foreground has-checked:bg-card has-checked:font-medium has-checked:text-foreground has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name="language"
              id={idOf(language)}
              value={language}
              defaultChecked={index === 0}
              className="sr-only"
            />
            {language}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Characters that XML 1.0 has no place for, and halves of characters. Source: XML 1.0 (fifth edition), 2.2 Char. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What ends or changes a text or a value: line ends too, which readers would turn into blanks. */
const SPECIAL = /[&<>"'\t\n\r\u007f-\u009f\u2028\u2029]/g;

function reference(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    default:
      return `&#${character.charCodeAt(0)};`;
  }
}

/**
 * Text as it stands in XML, between elements and in attributes alike. What XML cannot hold becomes U+FFFD, so that it
 * can be seen that something stood there.
 */
export function xmlText(text: string): string {
  return text.replace(NOT_IN_XML, '\ufffd').replace(SPECIAL, reference);
}

/** A start tag's attributes, each after a blank; those that are null are left out. */
export function xmlAttributes(
  attributes: Readonly<Record<string, string | number | null>>,
): string {
  let written = '';
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) written += ` ${name}="${xmlText(String(value))}"`;
  return written;
}

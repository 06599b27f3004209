// SPDX-License-Identifier: GPL-3.0-or-later
// CSV by RFC 4180, for spreadsheets.

function cell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  // A spreadsheet would run what begins like a formula. Numbers of callers begin with a plus and digits, and are none.
  if (/^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-]?[\d\s()-]+$/.test(text))) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `columns`: [title, read(row)]. With a byte order mark, which tells Excel that it is UTF-8. */
export function csvOf(columns, rows) {
  const lines = [columns.map(([title]) => cell(title)), ...rows.map((row) => columns.map(([, read]) => cell(read(row))))];
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

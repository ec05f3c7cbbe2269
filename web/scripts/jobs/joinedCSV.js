const lineEnd = "\r\n";

/** One table of several with the same columns: the first line of each but the first is left out. */
export function joinedCSV(tables) {
    return tables.map((table, number) => number === 0 ? table : table.slice(table.indexOf(lineEnd) + lineEnd.length)).join("");
}

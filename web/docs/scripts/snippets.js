import { phpLiteral, pythonLiteral } from "./literals.js";

/** A request in each language, by the language's name. None needs a package that does not come with the language. */
export function snippets(request) {
    return { curl: curl(request), Python: python(request), JavaScript: javaScript(request), PHP: php(request) };
}

const shellQuoted = text => `'${text.replaceAll("'", "'\\''")}'`;

function curl({ method, url, headers, body, answer, isOpen }) {
    return [
        `curl ${method === "GET" ? "" : `-X ${method} `}${shellQuoted(url)}`,
        !isOpen && '-H "api-key: $API_KEY"',
        ...Object.entries(headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
        body?.file && `--data-binary @${body.file}`,
        body && !body.file && `--data ${shellQuoted(JSON.stringify(body.json, null, 2))}`,
        answer === "file" && "-o answer",
    ].filter(Boolean).join(" \\\n  ");
}

function python({ method, url, headers, body, answer, isOpen }) {
    const shown = Object.entries(headers).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    const given = isOpen ? shown : ['"api-key": os.environ["API_KEY"]', ...shown];
    const read = { json: "print(json.load(answer))", text: "print(answer.read().decode())", file: 'open("answer", "wb").write(answer.read())' };
    return [
        "import json, os, urllib.request", "",
        body && !body.file && `body = ${pythonLiteral(body.json)}`,
        "request = urllib.request.Request(",
        `    ${JSON.stringify(url)},`,
        `    method="${method}",`,
        given.length > 0 && `    headers={${given.join(", ")}},`,
        body && `    data=${body.file ? `open("${body.file}", "rb").read()` : "json.dumps(body).encode()"},`,
        ")", "with urllib.request.urlopen(request) as answer:", `    ${read[answer]}`,
    ].filter(line => line !== false && line !== null && line !== undefined).join("\n");
}

function javaScript({ method, url, headers, body, answer, isOpen }) {
    const shown = Object.entries(headers).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    const given = isOpen ? shown : ['"api-key": process.env.API_KEY', ...shown];
    const read = { json: "console.log(await answer.json());", text: "console.log(await answer.text());", file: 'await writeFile("answer", answer.body);' };
    const needed = [body?.file && "readFile", answer === "file" && "writeFile"].filter(Boolean);
    const json = body && !body.file && JSON.stringify(body.json, null, 2).replaceAll("\n", "\n  ");
    return [
        needed.length > 0 && `import { ${needed.join(", ")} } from "node:fs/promises";\n`,
        `const answer = await fetch(${JSON.stringify(url)}, {`,
        `  method: "${method}",`,
        given.length > 0 && `  headers: { ${given.join(", ")} },`,
        body && `  body: ${body.file ? `await readFile("${body.file}")` : `JSON.stringify(${json})`},`,
        "});", "if (!answer.ok) throw new Error(await answer.text());", read[answer],
    ].filter(Boolean).join("\n");
}

function php({ method, url, headers, body, answer, isOpen }) {
    const shown = Object.entries(headers).map(([name, value]) => phpLiteral(`${name}: ${value}`));
    const given = isOpen ? shown : ["'api-key: ' . getenv('API_KEY')", ...shown];
    const content = body?.file ? `file_get_contents('${body.file}')` : body && `json_encode(${phpLiteral(body.json, "    ")})`;
    const read = { json: "print_r(json_decode($answer, true));", text: "echo $answer;", file: "file_put_contents('answer', $answer);" };
    return [
        "<?php", `$request = curl_init(${phpLiteral(url)});`, "curl_setopt_array($request, [",
        `    CURLOPT_CUSTOMREQUEST => '${method}',`,
        given.length > 0 && `    CURLOPT_HTTPHEADER => [${given.join(", ")}],`,
        content && `    CURLOPT_POSTFIELDS => ${content},`,
        "    CURLOPT_RETURNTRANSFER => true,", "]);", "$answer = curl_exec($request);", read[answer],
    ].filter(Boolean).join("\n");
}

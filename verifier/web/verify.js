/*
 * Verifies receipts of Cauce in the browser. Asks nobody: SHA-256 and Ed25519 are the browser's own (WebCrypto).
 * Checks have the codes and the order of specs/*.md, as those of cauce_verify.py, beside which this can be read.
 * A plain script and no module, so that it also runs from a file on a disk.
 */
"use strict";

const LOG = 1, WITNESS = 4;
const HIDDEN = /[\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;
const NAME = "[^+\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const VERIFIER_KEY = new RegExp(`^(${NAME})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})$`, "u");

// ---- forms ---------------------------------------------------------------------------------------------------------

class Refused extends Error {
  constructor(code, about = "") {
    super(code);
    this.code = code;
    this.about = String(about);
  }
}

/** Return what holds; stop if it does not. */
function need(holds, code, about) {
  if (!holds) throw new Refused(code, about);
  return holds;
}

const encode = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => hex(one) === hex(other);

function join(...parts) {
  const all = parts.map((part) => (typeof part === "string" ? encode(part) : part));
  const found = new Uint8Array(all.reduce((size, part) => size + part.length, 0));
  all.reduce((at, part) => (found.set(part, at), at + part.length), 0);
  return found;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));
}

/** Read bytes as UTF-8; a byte order mark stays where it is. */
function decode(bytes, code) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(code);
  }
}

/** Read bytes as text whatever they are, to look at it or to show it. */
const loose = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** Read a text: UTF-8, not too large, no control character but the line feed. */
function readText(bytes, limit = 1_000_000) {
  const found = decode(bytes, "record.E001");
  need(bytes.length <= limit, "record.E002", bytes.length);
  need(!/[\x00-\x09\x0b-\x1f]/.test(found), "record.E003");
  return found;
}

/** Read a decimal number from 0 to 2^63 - 1 in its one form. */
function readNumber(line) {
  need(/^(0|[1-9][0-9]{0,18})$/.test(line) && BigInt(line) < 1n << 63n, "record.E007", line);
  return BigInt(line);
}

/** Read base64 (RFC 4648, section 4) in its one form. */
function readBase64(line, length, code) {
  const form = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$/.test(line);
  need(form && btoa(atob(line)) === line, code || "record.E005", line);
  const found = Uint8Array.from(atob(line), (letter) => letter.charCodeAt(0));
  need(length === undefined || found.length === length, code || "record.E006", line);
  return found;
}

// ---- Ed25519 -------------------------------------------------------------------------------------------------------

const FIELD = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const little = (bytes) => BigInt("0x" + (hex(Uint8Array.from(bytes).reverse()) || "0"));

/**
 * Say whether a key made a signature. Browsers differ in what they refuse, so that what RFC 8032 refuses (s not below the
 * order, a key in a second form) is refused here before they are asked.
 */
async function signed(key, message, signature) {
  const y = little(key) & ((1n << 255n) - 1n), sign = key[31] >> 7;
  if (signature.length !== 64 || little(signature.slice(32)) >= ORDER) return false;
  if (y >= FIELD || (sign && (y === 1n || y === FIELD - 1n))) return false;
  let known;
  try {
    known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") throw error;
    return false; // no point of the curve
  }
  return crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
}

/** Say why this browser cannot check signatures; undefined if it can: test 2 of RFC 8032, and the same with one bit off. */
async function inability() {
  if (!globalThis.crypto?.subtle) return "web.E001";
  const key = readBase64("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");
  const good = readBase64("kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==");
  const bad = Uint8Array.from(good, (byte, at) => byte ^ (at === 0));
  try {
    const right = (await signed(key, Uint8Array.of(0x72), good)) && !(await signed(key, Uint8Array.of(0x72), bad));
    return right ? undefined : "web.E002";
  } catch {
    return "web.E002";
  }
}

// ---- keys, policy, note, receipt -----------------------------------------------------------------------------------

/** Read a verifier key (specs/checkpoint.md). */
async function parseKey(line, kinds = [LOG, WITNESS]) {
  const form = need(line.match(VERIFIER_KEY), "record.E014", line);
  const typed = readBase64(form[3], undefined, "record.E014");
  need(typed[0] === LOG || typed[0] === WITNESS, "record.E016", line);
  need(/^[!-*,-~]{1,255}$/.test(form[1]), "record.E013", line);
  need(typed.length === 33, "record.E014", line);
  const hash = hex((await sha256(form[1], "\n", typed)).slice(0, 4));
  need(hash === form[2], "record.E015", line);
  need(kinds.includes(typed[0]), "record.E080", line);
  return { name: form[1], hash, kind: typed[0], public: typed.slice(1), id: `${typed[0]} ${hex(typed.slice(1))}` };
}

/** Read a policy (specs/policy.md): its keys, and whether those who signed are enough. */
async function parsePolicy(bytes) {
  need(bytes.length <= 65_536, "record.E002", bytes.length);
  need(bytes.every((byte) => byte === 9 || byte === 10 || (byte >= 0x20 && byte !== 0x7f)), "record.E071");
  const octets = Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""); // names are octets, not letters
  const keyOf = (word, kinds) => parseKey(loose(Uint8Array.from(word, (one) => one.charCodeAt(0))), kinds);
  const keys = [], rules = new Map([["none", () => true]]), members = new Set();
  let quorum, count = 0;
  for (const line of octets.split("\n")) {
    const [word, ...rest] = line.split(/[ \t]+/).filter(Boolean);
    if (!word || word.startsWith("#")) continue;
    need(++count <= 256, "record.E079");
    if (word === "log" && (rest.length === 1 || rest.length === 2)) {
      keys.push(await keyOf(rest[0], [LOG]));
    } else if (word === "witness" && (rest.length === 2 || rest.length === 3)) {
      need(!rules.has(rest[0]), "record.E072", rest[0]);
      const key = await keyOf(rest[1], [WITNESS]);
      keys.push(key);
      rules.set(rest[0], (signers) => signers.some((signer) => signer.key.id === key.id));
    } else if (word === "group" && rest.length > 2) {
      const [name, k, ...names] = rest;
      need(!rules.has(name), "record.E072", name);
      const least = k === "any" ? 1 : k === "all" ? names.length : Number(k);
      need(k === "any" || k === "all" || (/^[1-9][0-9]{0,4}$/.test(k) && least <= names.length), "record.E075", k);
      const each = names.map((member) => {
        const rule = need(member !== "none" && rules.get(member), "record.E073", member);
        need(!members.has(member), "record.E074", member);
        members.add(member);
        return rule;
      });
      rules.set(name, (signers) => each.filter((rule) => rule(signers)).length >= least);
    } else {
      need(word === "quorum" && rest.length === 1, "record.E070", line);
      need(!quorum, "record.E077");
      quorum = need(rules.get(rest[0]), "record.E073", rest[0]);
    }
    need(new Set(keys.map((key) => key.id)).size === keys.length, "record.E076");
  }
  return { keys, quorum: need(quorum, "record.E077") };
}

/** Open a signed note (specs/checkpoint.md): its text, and who of the trusted keys signed it. */
async function openNote(bytes, keys) {
  const note = readText(bytes), gap = note.lastIndexOf("\n\n"), tail = note.slice(gap + 2);
  need(gap >= 0 && tail, "record.E010");
  need(tail.endsWith("\n"), "record.E011", tail);
  const lines = tail.slice(0, -1).split("\n");
  need(lines.length <= 100, "record.E012", lines.length);
  const signatures = lines.map((line) => {
    const form = need(line.match(/^— ([^ ]*) ([^ ]*)$/u), "record.E011", line);
    need(!HIDDEN.test(form[1]), "record.E004", line);
    need(new RegExp(`^${NAME}$`, "u").test(form[1]), "record.E013", line);
    const value = readBase64(form[2]);
    need(value.length > 4, "record.E006", line);
    return { name: form[1], hash: hex(value.slice(0, 4)), value: value.slice(4) };
  });
  const trusted = new Map();
  for (const key of keys) {
    const name = `${key.name}+${key.hash}`;
    need(!trusted.has(name) || trusted.get(name).id === key.id, "record.E018", name);
    trusted.set(name, key);
  }
  const text = note.slice(0, gap + 1), signers = [];
  for (const { name, hash, value } of signatures) {
    const key = trusted.get(`${name}+${hash}`);
    if (!key) continue; // of somebody unknown
    need(!signers.some((signer) => signer.key === key), "record.E020", name);
    let time, made;
    if (key.kind === WITNESS) { // specs/cosignature.md
      time = value.slice(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      made = time < 1n << 63n && (await signed(key.public, join(`cosignature/v1\ntime ${time}\n`, text), value.slice(8)));
    } else {
      made = await signed(key.public, encode(text), value);
    }
    need(made, "record.E021", name);
    signers.push({ key, time });
  }
  need(signers.length, "record.E022");
  return { text, signers };
}

/** Read the text of a checkpoint (specs/checkpoint.md). */
async function parseCheckpoint(text) {
  const lines = text.split("\n");
  need(lines.length >= 4 && lines.length <= 17 && lines.pop() === "" && lines.every(Boolean), "record.E030");
  const [origin, size, root, ...extensions] = lines;
  need(![origin, ...extensions].some((line) => HIDDEN.test(line)), "record.E004", origin);
  const found = { origin, size: readNumber(size), root: readBase64(root, 32) };
  need(found.size || same(found.root, await sha256("")), "record.E032");
  return found;
}

/** Check a receipt (specs/receipt.md). What is learnt on the way stands in `seen`, also if a check fails. */
async function verifyReceipt(bytes, trust, digest, seen = {}) {
  const text = readText(bytes, 1_004_000), gap = text.indexOf("\n\n");
  const [header, extra = "", place = "", ...hashes] = (gap < 0 ? text : text.slice(0, gap)).split("\n");
  need(header === "c2sp.org/tlog-proof@v1", "record.E040", header);
  need(extra.startsWith("extra "), "record.E041", extra);
  const pair = readBase64(extra.slice(6), 64);
  need(place.startsWith("index "), "record.E041", place);
  const index = readNumber(place.slice(6)), path = hashes.map((line) => readBase64(line, 32));
  const note = need(gap < 0 ? "" : text.slice(gap + 2), "record.E041");
  const { text: body, signers } = await openNote(encode(note), trust.keys);
  const { origin, size, root } = await parseCheckpoint(body);
  need(signers.some(({ key }) => key.kind === LOG && key.name === origin), "record.E031", origin);
  need(trust.quorum(signers), "record.E078");
  Object.assign(seen, { origin, index, size, root, signers, digest: pair.slice(32) });
  need(index < size, "record.E050", index);
  const turns = index ^ (size - 1n), inner = turns ? turns.toString(2).length : 0;
  const border = (index >> BigInt(inner)).toString(2).replaceAll("0", "").length;
  need(path.length === inner + border, "record.E051", path.length);
  let node = await sha256("\0", await sha256("cauce/leaf/v1\n", pair));
  seen.leaf = node;
  seen.steps = [];
  for (const [height, other] of path.entries()) {
    const left = height >= inner || Boolean((index >> BigInt(height)) & 1n); // the other is to the left
    node = await sha256("\x01", left ? other : node, left ? node : other);
    seen.steps.push({ other, left, node });
  }
  need(same(node, root), "record.E052");
  need(!digest || same(digest, seen.digest), "record.E042");
  return seen;
}

// ---- act -----------------------------------------------------------------------------------------------------------

/** Refuse a JSON text in which an object has a name twice: two readers would see two different acts. */
function refuseTwice(text) {
  const open = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]+|\\.)*"(\s*:)?|[{}[\]]/gs)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token.endsWith(":")) {
      const name = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1));
      need(!open.at(-1).has(name), "verify.E003", name);
      open.at(-1).add(name);
    }
  }
}

/** Write a value as RFC 8785 does, which is how this language writes texts and numbers, with names in order. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  if (typeof value === "number") need(Number.isFinite(value) && Math.abs(value) < 2 ** 53, "verify.E003", value);
  if (typeof value === "string") need(!/\p{Surrogate}/u.test(value), "verify.E003");
  return JSON.stringify(value);
}

/** Read an envelope (specs/act.md). */
async function parseAct(bytes) {
  try {
    const text = decode(bytes, "verify.E003"), found = JSON.parse(text);
    refuseTwice(text);
    need(found.act && typeof found.act === "object" && !Array.isArray(found.act), "verify.E003");
    const body = encode(canonical(found.act));
    return { found, body, digest: await sha256(body) };
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("verify.E003", "JSON");
  }
}

/** Check the form of an envelope and the signature of its act. */
async function checkAct({ found, body }) {
  need(Object.keys(found).sort().join() === "act,key,signature", "act.E301");
  need(Object.hasOwn(found.act, "format") && found.act.format === "cauce/act/v1", "act.E303");
  const signature = readBase64(String(found.signature), 64, "act.E302"), key = readBase64(String(found.key), 32, "act.E302");
  need(await signed(key, join("cauce/act/v1\n", body), signature), "act.E305");
}

/** Say whether this is the receipt on paper, which somebody takes for the file. */
const isPaper = (bytes) => loose(bytes.slice(0, 5)).startsWith("%PDF");

/** Verify all that was given: the receipt, a policy or key, and an act, a digest or nothing, each in bytes. */
async function verifyAll({ receipt, trust, act }) {
  const answer = { status: 2, seen: {} };
  try {
    need(receipt.length, "web.E003");
    need(!isPaper(receipt), "web.E006");
    need(trust.length, "web.E004");
    const line = loose(trust).replace(/\n$/, "");
    answer.policy = !VERIFIER_KEY.test(line);
    const trusted = answer.policy ? await parsePolicy(trust) : { keys: [await parseKey(line)], quorum: () => true };
    const digits = loose(act).trim();
    let digest;
    if (/^[0-9a-fA-F]{64}$/.test(digits)) {
      digest = Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
    } else if (digits) {
      answer.act = await parseAct(act);
      digest = answer.act.digest;
    }
    answer.given = Boolean(digest);
    answer.status = 1;
    await verifyReceipt(receipt, trusted, digest, answer.seen);
    if (answer.act) await checkAct(answer.act);
    answer.status = 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    answer.code = error.code;
    answer.about = error.about;
  }
  return answer;
}

// ---- words: Spanish, English ---------------------------------------------------------------------------------------

const WRONG = {
  "web.E001": ["Este navegador no da acceso a sus funciones criptográficas en esta dirección. Abra la página desde un disco o por https.", "This browser gives no access to its cryptography at this address. Open the page from a disk or over https."],
  "web.E002": ["Este navegador no sabe comprobar firmas Ed25519, así que aquí no puede verificarse nada. Sirven Chrome o Edge 137, Firefox 129 y Safari 17, o posteriores; o el programa cauce_verify.py.", "This browser cannot check Ed25519 signatures, so that nothing can be verified here. Chrome or Edge 137, Firefox 129 and Safari 17 or later can; or use the program cauce_verify.py."],
  "web.E003": ["Falta el acuse.", "The receipt is missing."],
  "web.E004": ["Falta la política o la llave.", "The policy or key is missing."],
  "web.E005": ["El archivo no se pudo leer.", "The file could not be read."],
  "web.E006": ["Esto es el acuse en papel (PDF). Elija el archivo .tlog-proof, o lea el código QR del papel y pegue aquí su texto.", "This is the receipt on paper (PDF). Choose the .tlog-proof file, or read the QR code of the paper and paste its text here."],
  "web.E007": ["Varios de los archivos son para el mismo lugar, y aquí se comprueba un acuse a la vez. No se tomó ninguno: suelte un acuse, una política o llave y una actuación.", "Several of the files are for the same place, and one receipt is checked here at a time. None was taken: drop one receipt, one policy or key, and one act."],
  "record.E001": ["El texto no es UTF-8: solicite de nuevo el archivo, sin cambios.", "The text is not UTF-8: ask for the file again, unchanged."],
  "record.E002": ["El texto es demasiado grande.", "The text is too large."],
  "record.E003": ["Hay un carácter de control. Si algo cambió los saltos de línea, use el archivo original.", "There is a control character. If something changed the line endings, use the original file."],
  "record.E004": ["Hay un carácter invisible, de los que se ponen para engañar.", "There is a character that nobody sees: they are put there to deceive."],
  "record.E005": ["Un texto en base64 no está en su única forma: se perdió o cambió un carácter.", "A base64 text is not in its one form: a character was lost or changed."],
  "record.E006": ["Una huella o firma tiene otra longitud: el texto está cortado.", "A hash or signature has another length: the text is cut."],
  "record.E007": ["Un número no está en su única forma.", "A number is not in its one form."],
  "record.E010": ["El punto de control no lleva firmas: falta el final del texto.", "The checkpoint carries no signatures: the end of the text is missing."],
  "record.E011": ["Una línea de firma tiene otra forma, o falta el último salto de línea: pegue el texto completo.", "A signature line has another form, or the last line feed is missing: paste the whole text."],
  "record.E012": ["Hay demasiadas firmas.", "There are too many signatures."],
  "record.E013": ["Un nombre de llave no es válido.", "A name of a key is none."],
  "record.E014": ["Esto no es una llave de verificación: es una sola línea, cópiela completa.", "This is no verifier key: it is one line, copy all of it."],
  "record.E015": ["La huella de la llave no es la de su nombre y sus bytes: se alteró.", "The hash of the key is not that of its name and bytes: it was changed."],
  "record.E016": ["La llave es de un tipo que aquí no se conoce.", "The key is of a type that is not known here."],
  "record.E018": ["Dos llaves de confianza distintas comparten nombre y huella.", "Two different trusted keys share name and hash."],
  "record.E020": ["Una llave de confianza firma más de una vez: alguien armó este texto a mano.", "A trusted key signs more than once: somebody put this text together by hand."],
  "record.E021": ["Una firma no corresponde a este texto: se alteró después de firmarse, o lo firmó alguien más. Consérvelo como evidencia.", "A signature does not belong to this text: it was changed after it was signed, or signed by somebody else. Keep it as evidence."],
  "record.E022": ["No lo firmó ninguna llave en que usted confíe.", "No key that you trust signed it."],
  "record.E030": ["El punto de control no tiene de 3 a 16 líneas.", "The checkpoint does not have from 3 to 16 lines."],
  "record.E031": ["El punto de control es de una bitácora que no está entre las de confianza.", "The checkpoint is of another record than those you trust."],
  "record.E032": ["La bitácora dice estar vacía, con la raíz de otra.", "The record says that it is empty, with the root of another."],
  "record.E040": ["Esto no es un acuse: su primera línea es otra.", "This is no receipt: its first line is another."],
  "record.E041": ["Falta una línea del acuse, o está fuera de su lugar.", "A line of the receipt is missing or out of place."],
  "record.E042": ["El acuse no es de la actuación indicada, o la actuación se alteró después de registrarse.", "The receipt is for another act than the one given, or the act was changed after it was recorded."],
  "record.E050": ["No hay tal entrada en una bitácora de ese tamaño.", "There is no such entry in a record of that size."],
  "record.E051": ["La prueba tiene más o menos huellas de las que corresponden a su lugar.", "The proof has more or fewer hashes than its place calls for."],
  "record.E052": ["La prueba no lleva de esta entrada a la raíz firmada: no se demuestra que la actuación conste en la bitácora.", "The proof does not lead from this entry to the signed root: the act is not shown to be in the record."],
  "record.E070": ["Una línea de la política tiene otra forma.", "A line of the policy has another form."],
  "record.E071": ["La política contiene un carácter de control.", "The policy holds a control character."],
  "record.E072": ["Un nombre de la política ya está ocupado.", "A name in the policy is already taken."],
  "record.E073": ["La política usa un nombre que ninguna línea anterior da.", "The policy uses a name that no line above gives."],
  "record.E074": ["Un testigo o grupo de la política ya es integrante de un grupo.", "A witness or group of the policy is already a member of a group."],
  "record.E075": ["Un grupo de la política exige ninguno, o más integrantes de los que tiene.", "A group of the policy needs none of its members, or more than it has."],
  "record.E076": ["La política da dos veces la misma llave.", "The policy gives the same key twice."],
  "record.E077": ["La política debe tener exactamente una línea «quorum».", "A policy has exactly one quorum line."],
  "record.E078": ["No firmaron los testigos que exige la política.", "Those witnesses that the policy calls for did not sign."],
  "record.E079": ["La política tiene demasiadas líneas.", "The policy has too many lines."],
  "record.E080": ["Hay una llave de testigo donde corresponde la de una bitácora, o al revés.", "There is a witness's key where a record's belongs, or the other way round."],
  "verify.E003": ["El texto no contiene una actuación que tenga una sola lectura, ni es una huella de 64 dígitos.", "The text holds no act that has one reading only, and is no digest of 64 digits."],
  "act.E301": ["El archivo de la actuación no tiene exactamente los tres miembros: act, key, signature.", "The file of the act does not have exactly the three members act, key and signature."],
  "act.E302": ["La llave o la firma de la actuación no tiene la forma debida.", "The key or the signature of the act is not in its form."],
  "act.E303": ["La actuación es de otro formato.", "The act is of another format."],
  "act.E305": ["La firma de la actuación no es de esa actuación con esa llave.", "The signature of the act is not one of this act by this key."],
};
const VERDICTS = [["Verificado: la actuación consta en la bitácora", "Verified: the act is in the record"], ["No verificado", "Not verified"], ["Sin comprobar", "Not checked"]];
/** the verdict of a receipt alone: which act it stands for nobody has shown */
const ALONE = ["Verificado: una actuación con esta huella consta en la bitácora", "Verified: an act with this digest is in the record"];

/** Return [holds, Spanish, English] for each thing that a reader may take a receipt to show. */
function claims({ act, given, policy, seen }) {
  const witnesses = seen.signers.filter(({ time }) => time !== undefined).length;
  return [
    [true, "que la bitácora firmó esta entrada, que corresponde a la actuación con esta huella y a ninguna otra", "that the record signed this entry, which stands for the act with this digest and no other"],
    ...(given
      ? [[true, act ? "que la actuación que usted dio es esa, sin cambios" : "que la huella es la que usted dio", act ? "that the act that you gave is that one, unchanged" : "that the digest is the one that you gave"]]
      : [[false, "que un documento que usted tenga sea esa actuación: no dio ninguno", "that a document that you hold is that act: you gave none"]]),
    ...(act
      ? [[true, "que quien tiene la llave del archivo firmó la actuación", "that the holder of the key in the file signed the act"],
        [false, "que la llave de la actuación sea la de la oficina: compárela con la publicada", "that the key of the act is the office's: compare it with the published one"]]
      : [[false, "quién firmó la actuación: la firma está en el archivo de esta", "who signed the act: its signature is in its file"]]),
    policy && witnesses > 0
      ? [true, "que los testigos que la firman, suficientes según su política, vieron esta misma historia de la bitácora", "that the witnesses who signed it, enough by your policy, saw this same history of the record"]
      : [false, "que la bitácora muestre a todos esta misma historia: para eso hace falta una política que exija testigos", "that the record shows everybody this same history: that takes a policy that calls for witnesses"],
    [false, "que sea cierto lo que dice la actuación", "that what the act says is true"],
  ];
}

// ---- page ----------------------------------------------------------------------------------------------------------

const $ = (id) => document.getElementById(id);
const FIELDS = ["receipt", "trust", "act"];
/** the bytes of a field's file, until somebody types in it: a text area changes line endings */
const files = {};

function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "rect", "text", "g", "title"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const both = ([es, en]) => [make("span", { lang: "es" }, es), make("span", { lang: "en" }, en)];
const short = (bytes) => `${hex(bytes).slice(0, 8)}…`;

/** Return what an act says with what nobody sees, or what turns the order of letters, as escapes. */
const seenText = (value) => String(value).replace(new RegExp(HIDDEN, "gu"), (one) => `\\u{${one.codePointAt(0).toString(16)}}`);

function dated(time) {
  const at = new Date(Number(time) * 1000);
  return Number.isNaN(at.getTime()) ? `${time} s` : `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function list(title, items, kind) {
  return items.length ? [make("h3", {}, ...both(title)), make("ul", { class: kind }, ...items.map((one) => make("li", {}, ...both(one))))] : [];
}

function facts({ seen, act }) {
  const rows = [
    [["Bitácora", "Record"], [seen.origin]],
    [["Entrada", "Entry"], both([`número ${seen.index} (la primera es la 0) de ${seen.size}`, `number ${seen.index} (the first is 0) of ${seen.size}`])],
    [["Actuación (SHA-256)", "Act (SHA-256)"], [make("code", {}, hex(seen.digest))]],
    [["Raíz (SHA-256)", "Root (SHA-256)"], [make("code", {}, hex(seen.root))]],
    ...seen.signers.map(({ key, time }) => [
      time === undefined ? ["Firma de la bitácora", "Signed by the record"] : ["Testigo", "Witness"],
      [`${key.name}+${key.hash}${time === undefined ? "" : `, ${dated(time)}`}`],
    ]),
  ];
  if (act) {
    const { act: said, key } = act.found;
    rows.push([["La actuación dice", "The act says"], [make("code", {}, [said.by, said.act, said.case, said.at].map(seenText).join(" · "))]]);
    rows.push([["Llave de la actuación", "Key of the act"], [make("code", {}, String(key))]]);
  }
  return make("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [make("dt", {}, ...both(name)), make("dd", {}, ...value)]));
}

/** Draw the way from the leaf, at the bottom, to the root, at the top; the other half of each step stands beside it. */
function drawing({ leaf, steps, root, index }, failed) {
  const row = 62, wide = 104, high = 34, middle = 170, height = (steps.length + 1) * row + 50;
  const nodes = [{ bytes: leaf, x: middle, y: height - 60 }];
  const shapes = [];
  const box = (bytes, x, y, kind, word) => make("g", { class: kind },
    make("rect", { x: x - wide / 2, y, width: wide, height: high, rx: 4 }),
    make("text", { x, y: y + 22 }, short(bytes)),
    ...(word ? [wordAt(x, y + high + 16, word)] : []));
  const wordAt = (x, y, [es, en]) => make("g", {}, make("text", { x, y, class: "word", lang: "es" }, es), make("text", { x, y, class: "word", lang: "en" }, en));
  for (const { other, left, node } of steps) {
    const below = nodes.at(-1), above = { bytes: node, x: middle, y: below.y - row }, x = left ? 56 : 284;
    shapes.push(make("path", { d: `M${x} ${below.y} V${below.y - 14} H${middle}` }));
    shapes.push(make("path", { class: "way", d: `M${middle} ${below.y} V${above.y + high}` }));
    shapes.push(box(other, x, below.y, "given"));
    nodes.push(above);
  }
  nodes.forEach(({ bytes, x, y }, at) => {
    const top = at === nodes.length - 1;
    const kind = top ? (failed ? "bad" : "root") : "own";
    shapes.push(box(bytes, x, y, kind, at === 0 ? [`entrada ${index}`, `entry ${index}`] : null));
  });
  shapes.push(wordAt(middle, nodes.at(-1).y - 10, failed ? [`no es la raíz firmada, ${short(root)}`, `not the signed root, ${short(root)}`] : ["raíz firmada", "signed root"]));
  return make("svg", { class: "proof", viewBox: `0 0 340 ${height}`, "aria-hidden": "true", focusable: "false" }, ...shapes);
}

function way(seen, failed) {
  const steps = seen.steps.map(({ other, left, node }) => {
    const [one, two] = left ? [other, null] : [null, other];
    const shown = (bytes, word) => (bytes ? short(bytes) : word);
    return make("li", {}, ...both([
      `${shown(one, "lo anterior")} y ${shown(two, "lo anterior")} dan ${short(node)}`,
      `${shown(one, "what came before")} and ${shown(two, "what came before")} give ${short(node)}`,
    ]));
  });
  const start = make("p", {}, ...both([`La hoja de la entrada ${seen.index} es ${short(seen.leaf)}.`, `The leaf of entry ${seen.index} is ${short(seen.leaf)}.`]));
  const end = make("p", {}, ...both(failed
    ? [`No es la raíz firmada, ${short(seen.root)}.`, `This is not the signed root, ${short(seen.root)}.`]
    : [`Es la raíz firmada, ${short(seen.root)}.`, `This is the signed root, ${short(seen.root)}.`]));
  return [
    make("h3", {}, ...both(["El camino de la hoja a la raíz", "The path from the leaf to the root"])),
    make("p", { class: "hint" }, ...both(["Cada recuadro es la huella de los dos que tiene debajo. Los punteados vienen en el acuse; los demás se calcularon aquí.", "Each box is the hash of the two below it. Those with a broken edge come in the receipt; the others were computed here."])),
    drawing(seen, failed),
    make("details", {}, make("summary", {}, ...both(["El mismo camino, en palabras", "The same path in words"])), make("div", { class: "steps" }, start, make("ol", {}, ...steps), end)),
  ];
}

function show(answer) {
  const { status, code, about, seen } = answer, failed = code === "record.E052", found = [];
  $("verdict").replaceChildren(...both(status === 0 && !answer.given ? ALONE : VERDICTS[status]));
  if (code) {
    found.push(make("p", {}, make("code", {}, code), " ", ...both(WRONG[code])));
    if (about) found.push(make("p", { class: "hint" }, make("code", {}, about.replace(/[^\x21-\x7e ]/gu, (one) => `\\u{${one.codePointAt(0).toString(16)}}`).slice(0, 200))));
  }
  if (status === 0) {
    const all = claims(answer);
    found.push(...list(["Queda demostrado", "Shown"], all.filter(([holds]) => holds).map(([, ...words]) => words), "claims"));
    found.push(...list(["No queda demostrado", "Not shown"], all.filter(([holds]) => !holds).map(([, ...words]) => words), "claims not"));
    found.push(facts(answer));
  } else if (status === 1) {
    found.push(make("p", {}, ...both(["No queda demostrado nada.", "Nothing is shown."])));
  }
  if (seen.steps && (status === 0 || failed)) found.push(...way(seen, failed));
  $("details").replaceChildren(...found);
  $("answer").dataset.status = status;
  $("answer").dataset.code = code || "ok";
  $("answer").hidden = false;
  $("verdict").focus();
  $("answer").scrollIntoView({ block: "nearest" });
}

/** what somebody typed or pasted; copying a text often loses its last line feed, which nobody sees */
function typed(field) {
  const text = $(field).value;
  return field === "receipt" && text && !text.endsWith("\n") ? `${text}\n` : text;
}

function fill(field, bytes, name) {
  files[field] = bytes;
  $(field).value = loose(bytes.slice(0, 1_100_000));
  $(`${field}-name`).textContent = name;
  withdraw();
}

/** Take the answer away: something else than what was verified stands above it now. */
function withdraw() {
  $("answer").hidden = true;
}

/** Say which field a dropped file belongs to, by how it begins. */
function fieldOf(bytes) {
  const start = loose(bytes.slice(0, 100));
  if (start.startsWith("c2sp.org/tlog-proof") || isPaper(bytes)) return "receipt";
  return /^\ufeff?\s*[{[]/.test(start) || /^[0-9a-fA-F]{64}\s*$/.test(start) ? "act" : "trust";
}

async function take(file, field) {
  try {
    fill(field, new Uint8Array(await file.slice(0, 1 << 26).arrayBuffer()), file.name);
  } catch {
    show({ status: 2, code: "web.E005", about: file.name, seen: {} });
  }
}

/** Put dropped files in their places, one in each; the paper stays aside where its file was dropped with it. */
async function takeAll(dropped) {
  const found = [];
  for (const file of dropped) {
    try {
      const start = new Uint8Array(await file.slice(0, 100).arrayBuffer());
      found.push({ file, field: fieldOf(start), paper: isPaper(start) });
    } catch {
      show({ status: 2, code: "web.E005", about: file.name, seen: {} });
      return;
    }
  }
  const digital = found.some(({ field, paper }) => field === "receipt" && !paper);
  const kept = found.filter(({ paper }) => !paper || !digital);
  const several = FIELDS.map((place) => kept.filter(({ field }) => field === place)).find((same) => same.length > 1);
  if (several) {
    show({ status: 2, code: "web.E007", about: several.map(({ file }) => file.name).join(", "), seen: {} });
    return;
  }
  for (const { file, field } of kept) await take(file, field);
}

function speak(language) {
  document.documentElement.lang = language;
  document.title = language === "es" ? "Verificar un acuse · Cauce" : "Verify a receipt · Cauce";
  $("language").textContent = language === "es" ? "English" : "Español";
  $("language").lang = language === "es" ? "en" : "es";
}

function listen() {
  $("language").addEventListener("click", () => speak(document.documentElement.lang === "es" ? "en" : "es"));
  for (const field of FIELDS) {
    $(field).addEventListener("input", () => {
      delete files[field];
      $(`${field}-name`).textContent = "";
      withdraw();
    });
    $(`${field}-file`).addEventListener("change", async ({ target }) => {
      if (target.files.length) await take(target.files[0], field);
      target.value = ""; // so that the same file can be chosen again
    });
  }
  const zone = ({ target }) => (target instanceof Element ? target.closest(".field") : null);
  const mark = (over) => document.querySelectorAll(".field").forEach((one) => one.classList.toggle("over", one === over));
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(zone(event));
  });
  document.addEventListener("dragleave", () => mark(null));
  document.addEventListener("drop", (event) => {
    const dropped = [...event.dataTransfer.files];
    mark(null);
    if (!dropped.length) return; // a text, which the browser puts where it was dropped
    event.preventDefault();
    const place = dropped.length === 1 && zone(event)?.dataset.field;
    if (place) take(dropped[0], place);
    else takeAll(dropped);
  });
  $("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    show(await verifyAll(Object.fromEntries(FIELDS.map((field) => [field, files[field] || encode(typed(field))]))));
  });
  $("form").addEventListener("reset", () => {
    for (const field of FIELDS) {
      delete files[field];
      $(`${field}-name`).textContent = "";
    }
    withdraw();
  });
}

async function start() {
  // Whoever leads here may say in which language: verify/#es. Otherwise it is that of the browser.
  const asked = location.hash.slice(1);
  speak(["es", "en"].includes(asked) ? asked : navigator.language.startsWith("es") ? "es" : "en");
  $("language").hidden = false;
  listen();
  const why = await inability();
  if (why) {
    $("unable").replaceChildren(...both(WRONG[why]));
    $("unable").dataset.code = why;
    $("unable").hidden = false;
  } else {
    $("form").hidden = false;
  }
  document.documentElement.dataset.ready = "yes";
}

if (typeof document !== "undefined") start();

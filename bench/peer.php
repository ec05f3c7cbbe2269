<?php
// The API's two hot reads as a PHP developer would write them for speed: opcache, a persistent connection, the statements
// that ocr-invoice asks (scripts/bench compares their texts), one a request, which the connection keeps prepared; stored
// JSON copied through. Answers byte for byte what ocr-invoice answers.
declare(strict_types=1);

const STATUSES = ['created', 'queued', 'processing', 'completed', 'failed', 'cancelled'];
const PRIORITIES = ['low', 'medium', 'high', 'urgent'];
const STEPS = ['fetching', 'reading', 'extracting', 'validating', 'saving'];
const TYPES = ['pdf', 'png', 'jpg', 'jpeg', 'tiff', 'bmp', 'xml'];
const COLUMNS = 'r.id, r.document_type, r.template_id, r.group_id, r.priority, r.revision, r.status, r.percentage, r.step,
r.started_at, r.completed_at, r.processing_time, r.retry_count, r.created_at, r.updated_at,
x.document_pages, x.document_size, x.document_format, x.document_resolution,
r.number, r.document_name, d.document_url, r.created_by, d.metadata, r.cost, r.error_code, d.error_log,
x.document_language, ';
const RESULTS = 'x.extracted_data, x.confidence_json, x.validation';
const LIST_RESULTS = "IF(LENGTH(x.extracted_data) > 65536, '', x.extracted_data), "
    . "IF(LENGTH(x.confidence_json) > 65536, '', x.confidence_json), IF(LENGTH(x.validation) > 65536, '', x.validation)";
const JOINED = 'JOIN job_detail d ON d.job_id = r.id LEFT JOIN job_result x ON x.job_id = r.id AND x.account_id = r.account_id
    AND r.status = 3';
const KEY = 'k.id = ? AS is_asked, k.account_id, k.secret_hash, k.scopes,
k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > UTC_TIMESTAMP(3)) AS is_live,
k.last_used_at IS NULL OR k.last_used_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE AS wants_stamp';
const KEY_CONDITION = 'k.id = COALESCE(
    (SELECT MIN(n.id) FROM api_key n WHERE n.id >= ?), (SELECT MIN(n.id) FROM api_key n))';

// The key with the job and its attempts, and the key with the number of jobs and a page of them.
const STATEMENTS = [
    'peer_job' => 'SELECT ' . KEY . ', r.id IS NOT NULL, a.epoch, a.number, a.started_at, a.completed_at, a.outcome,
        a.error_code, a.detail, ' . COLUMNS . RESULTS . '
        FROM api_key k
        LEFT JOIN (job r ' . JOINED . ') ON r.id = ? AND r.account_id = k.account_id AND k.id = ? AND k.secret_hash = ?
        LEFT JOIN job_attempt a ON a.job_id = r.id
        WHERE ' . KEY_CONDITION,
    'peer_jobs' => 'SELECT k.*, r.id IS NOT NULL, r.created_at, r.id, ' . COLUMNS . LIST_RESULTS . '
        FROM (SELECT ' . KEY . ',
                (SELECT CAST(COALESCE(SUM(t.count), 0) AS SIGNED) FROM tally t WHERE t.account_id = k.account_id
                    AND t.slot IN (0, 1, 2, 3, 4, 5)) AS total
            FROM api_key k WHERE ' . KEY_CONDITION . ' LIMIT 1) k
        LEFT JOIN ((SELECT r.id FROM job r
                WHERE r.account_id = (SELECT b.account_id FROM api_key b WHERE b.id = ? AND b.secret_hash = ?)
                ORDER BY r.created_at DESC, r.id DESC LIMIT ? OFFSET ?) p
            STRAIGHT_JOIN job r ON r.id = p.id ' . JOINED . ') ON k.is_asked AND k.secret_hash = ?'];

function database(): PDO
{
    return new PDO('mysql:unix_socket=' . getenv('PEER_SOCKET') . ';dbname=ocr_invoice;charset=utf8mb4', 'root', '', [
        PDO::ATTR_PERSISTENT => true, PDO::ATTR_EMULATE_PREPARES => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM]);
}

/**
 * The rows of a statement, whose values are given as SQL. The connection keeps it prepared from one request to the next:
 * PDO's own statements end with the request, and preparing them anew costs more than it saves.
 */
function ask(PDO $database, string $name, array $values): array
{
    $execution = "EXECUTE $name USING " . implode(', ', $values);
    try {
        return $database->query($execution)->fetchAll();
    } catch (PDOException $error) {
        // 1243: the connection is new.
        if ($error->errorInfo[1] !== 1243) {
            throw $error;
        }
        $database->exec("PREPARE $name FROM " . $database->quote(STATEMENTS[$name]));
        return $database->query($execution)->fetchAll();
    }
}

function fail(int $status, string $code): never
{
    http_response_code($status);
    header('Content-Type: application/problem+json');
    exit(json_encode(['success' => false, 'status' => $status, 'code' => $code]));
}

/** The id of the bearer's key and the hash of its secret, as SQL. */
function bearer(): array
{
    if (!preg_match('/^ocr_live_([0-9A-Za-z]{12})([0-9A-Za-z]{38})$/D', $_SERVER['HTTP_API_KEY'] ?? '', $key)) {
        fail(401, 'key_invalid');
    }
    return ["'$key[1]'", "X'" . hash('sha256', substr($key[2], 0, 32)) . "'"];
}

/** Lets nobody through whose key is not the one that the row is of. */
function admit(PDO $database, ?array $row, string $id, string $hash): void
{
    [$isAsked, , $stored, $scopes, $isLive, $wantsStamp] = $row ?? [0, '', '', null, 0, 0];
    if (!hash_equals("X'" . bin2hex($stored) . "'", $hash) || !$isAsked || !$isLive) {
        fail(401, 'key_invalid');
    }
    if ($wantsStamp) {
        $database->exec("UPDATE api_key SET last_used_at = UTC_TIMESTAMP(3) WHERE id = $id");
    }
    if ($scopes !== null && !in_array('jobs:read', explode(' ', $scopes), true)) {
        fail(403, 'scope_missing');
    }
}

function text(?string $value): string
{
    return $value === null ? 'null' : json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
}

function moment(?string $time): string
{
    return $time === null ? 'null' : '"' . str_replace(' ', 'T', $time) . 'Z"';
}

function id(?string $bytes): string
{
    return $bytes === null ? 'null' : '"' . bin2hex($bytes) . '"';
}

function seconds(mixed $milliseconds): string
{
    return $milliseconds === null ? 'null' : json_encode($milliseconds / 1000);
}

/** An exact amount without the zeros at its end. */
function amount(?string $digits): string
{
    return $digits === null ? 'null' : (str_contains($digits, '.') ? rtrim(rtrim($digits, '0'), '.') : $digits);
}

function job(array $row, string $attempts): string
{
    [$id, $type, $template, $group, $priority, , $status, $percentage, $step, $started, $completed, $time, $retries, $created,
        $updated, $pages, $size, $format, $resolution, $number, $name, $url, $creator, $metadata, $cost, $code, $log, $language,
        $extracted, $confidence, $validation] = $row;
    $document = $pages === null ? 'null' : '{"pages":' . $pages . ',"size":' . $size . ',"format":"' . TYPES[$format]
        . '","resolution":' . ($resolution === null ? 'null' : '"' . $resolution . ' dpi"') . ',"language":' . text($language) . '}';
    return '{"_id":' . id($id) . ',"jobNumber":' . text($number) . ',"documentName":' . text($name)
        . ',"documentUrl":' . text($url) . ',"documentType":' . ($type === null ? 'null' : text(TYPES[$type]))
        . ',"template":' . id($template) . ',"group":' . id($group) . ',"priority":"' . PRIORITIES[$priority]
        . '","createdBy":' . text($creator) . ',"metadata":' . ($metadata ?? 'null') . ',"status":"' . STATUSES[$status]
        . '","progress":{"percentage":' . $percentage . ',"currentStep":' . ($step === null ? 'null' : text(STEPS[$step])) . ',"totalSteps":5}'
        . ',"startedAt":' . moment($started) . ',"completedAt":' . moment($completed) . ',"processingTime":' . seconds($time)
        . ',"documentInfo":' . $document . ',"extractedData":' . ($extracted ?? 'null') . ',"confidence":'
        . ($confidence ?? 'null') . ',"validationResults":' . ($validation ?? 'null') . ',"cost":' . amount($cost)
        . ',"currency":"USD","errorCode":' . text($code) . ',"errorLog":' . text($log) . ',"retryCount":' . $retries
        . $attempts . ',"createdAt":' . moment($created) . ',"updatedAt":' . moment($updated) . '}';
}

/** Rows of a list, the newest first: they come so nearly always, though no join promises it. */
function inOrder(array $rows): array
{
    for ($index = 1; $index < count($rows); $index++) {
        if ([$rows[$index - 1][8], $rows[$index - 1][9]] < [$rows[$index][8], $rows[$index][9]]) {
            usort($rows, fn (array $left, array $right) => [$right[8], $right[9]] <=> [$left[8], $left[9]]);
            break;
        }
    }
    return $rows;
}

$database = database();
[$key, $hash] = bearer();
header('Content-Type: application/json');
header('X-Request-Id: ' . bin2hex(random_bytes(12)));
header('X-Content-Type-Options: nosniff');
header('Cache-Control: no-store');
if (preg_match('#^/ocr-invoice-job/([0-9a-f]{24})$#D', $_SERVER['PATH_INFO'], $match)) {
    $rows = ask($database, 'peer_job', [$key, "X'$match[1]'", $key, $hash, $key]);
    admit($database, $rows[0] ?? null, $key, $hash);
    if (!$rows[0][6]) {
        fail(404, 'job_not_found');
    }
    $tries = array_filter($rows, fn (array $row) => $row[7] !== null);
    usort($tries, fn (array $left, array $right) => $left[7] <=> $right[7]);
    $attempts = array_map(fn (array $row) => '{"number":' . $row[8] . ',"startedAt":' . moment($row[9]) . ',"completedAt":'
        . moment($row[10]) . ',"outcome":"' . $row[11] . '","errorCode":' . text($row[12]) . ',"detail":' . text($row[13])
        . '}', $tries);
    $row = array_slice($rows[0], 14);
    header('ETag: "' . $row[5] . '"');
    $body = '{"success":true,"data":' . job($row, ',"attempts":[' . implode(',', $attempts) . ']') . '}';
} elseif ($_SERVER['PATH_INFO'] === '/ocr-invoice-job') {
    $limit = filter_var($_GET['limit'] ?? 50, FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => 100]]);
    $offset = filter_var($_GET['offset'] ?? 0, FILTER_VALIDATE_INT, ['options' => ['min_range' => 0]]);
    if ($limit === false || $offset === false) {
        fail(400, 'parameter_invalid');
    }
    $rows = ask($database, 'peer_jobs', [$key, $key, $key, $hash, $limit, $offset, $hash]);
    admit($database, $rows[0] ?? null, $key, $hash);
    $jobs = array_map(fn (array $row) => job(array_slice($row, 10), ''),
        inOrder(array_filter($rows, fn (array $row) => $row[7])));
    $body = '{"success":true,"data":[' . implode(',', $jobs) . '],"total":' . $rows[0][6] . '}';
} else {
    fail(404, 'not_found');
}
header('Content-Length: ' . strlen($body));
echo $body;

<?php
// The API's two hot reads as a PHP developer would write them for speed: opcache, a persistent connection, one
// statement a question, stored JSON copied through. Answers byte for byte what ocr-invoice answers.
declare(strict_types=1);

const STATUSES = ['created', 'queued', 'processing', 'completed', 'failed', 'cancelled'];
const PRIORITIES = ['low', 'medium', 'high', 'urgent'];
const STEPS = ['fetching', 'reading', 'extracting', 'validating', 'saving'];
const TYPES = ['pdf', 'png', 'jpg', 'jpeg', 'tiff', 'bmp', 'xml'];
const COLUMNS = 'r.id, r.number, r.document_name, d.document_url, r.document_type, r.template_id, r.group_id, r.priority,
    r.created_by, d.metadata, r.revision, r.status, r.percentage, r.step, r.started_at, r.completed_at, r.processing_time,
    r.cost, r.error_code, d.error_log, r.retry_count, r.created_at, r.updated_at, x.job_id, x.document_pages,
    x.document_size, x.document_format, x.document_resolution, x.document_language, x.extracted_data, x.confidence_json,
    x.validation';
const JOINED = 'JOIN job_detail d ON d.job_id = r.id
    LEFT JOIN job_result x ON x.job_id = r.id AND x.account_id = r.account_id AND r.status = 3';

function database(): PDO
{
    // Emulated statements: one round trip each, which is PHP's best case.
    return new PDO('mysql:unix_socket=' . getenv('PEER_SOCKET') . ';dbname=ocr_invoice;charset=utf8mb4', 'root', '', [
        PDO::ATTR_PERSISTENT => true, PDO::ATTR_EMULATE_PREPARES => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM]);
}

function ask(PDO $database, string $sql, array $values): array
{
    $statement = $database->prepare($sql);
    foreach ($values as $index => $value) {
        $statement->bindValue($index + 1, $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
    }
    $statement->execute();
    return $statement->fetchAll();
}

function fail(int $status, string $code): never
{
    http_response_code($status);
    header('Content-Type: application/problem+json');
    exit(json_encode(['success' => false, 'status' => $status, 'code' => $code]));
}

function account(PDO $database): string
{
    $key = $_SERVER['HTTP_API_KEY'] ?? '';
    if (strlen($key) !== 59 || !str_starts_with($key, 'ocr_live_')) {
        fail(401, 'key_invalid');
    }
    $rows = ask($database, 'SELECT account_id, secret_hash, scopes, revoked_at IS NULL AND (expires_at IS NULL OR
        expires_at > UTC_TIMESTAMP(3)) FROM api_key WHERE id = ?', [substr($key, 9, 12)]);
    $hash = hash('sha256', substr($key, 21, 32), true);
    if (!$rows || !hash_equals($rows[0][1], $hash) || !$rows[0][3]) {
        fail(401, 'key_invalid');
    }
    if ($rows[0][2] !== null && !in_array('jobs:read', explode(' ', $rows[0][2]), true)) {
        fail(403, 'scope_missing');
    }
    return $rows[0][0];
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
    [$id, $number, $name, $url, $type, $template, $group, $priority, $creator, $metadata, , $status, $percentage, $step,
        $started, $completed, $time, $cost, $code, $log, $retries, $created, $updated, $result, $pages, $size, $format,
        $resolution, $language, $extracted, $confidence, $validation] = $row;
    $document = $result === null ? 'null' : '{"pages":' . $pages . ',"size":' . $size . ',"format":"' . TYPES[$format]
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

$database = database();
$account = account($database);
header('Content-Type: application/json');
header('X-Request-Id: ' . bin2hex(random_bytes(12)));
header('X-Content-Type-Options: nosniff');
header('Cache-Control: no-store');
if (preg_match('#^/ocr-invoice-job/([0-9a-f]{24})$#', $_SERVER['PATH_INFO'], $match)) {
    $rows = ask($database, 'SELECT ' . COLUMNS . ' FROM job r ' . JOINED . ' WHERE r.id = ? AND r.account_id = ?',
        [hex2bin($match[1]), $account]);
    if (!$rows) {
        fail(404, 'job_not_found');
    }
    $attempts = array_map(fn (array $one) => '{"number":' . $one[0] . ',"startedAt":' . moment($one[1]) . ',"completedAt":'
        . moment($one[2]) . ',"outcome":"' . $one[3] . '","errorCode":' . text($one[4]) . ',"detail":' . text($one[5]) . '}',
        ask($database, 'SELECT number, started_at, completed_at, outcome, error_code, detail FROM job_attempt
            WHERE job_id = ? ORDER BY epoch', [$rows[0][0]]));
    header('ETag: "' . $rows[0][10] . '"');
    $body = '{"success":true,"data":' . job($rows[0], ',"attempts":[' . implode(',', $attempts) . ']') . '}';
} elseif ($_SERVER['PATH_INFO'] === '/ocr-invoice-job') {
    $limit = filter_var($_GET['limit'] ?? 50, FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => 100]]);
    $offset = filter_var($_GET['offset'] ?? 0, FILTER_VALIDATE_INT, ['options' => ['min_range' => 0]]);
    if ($limit === false || $offset === false) {
        fail(400, 'parameter_invalid');
    }
    $total = ask($database, 'SELECT COALESCE(SUM(count), 0) FROM tally WHERE account_id = ? AND slot <= 5', [$account])[0][0];
    $rows = ask($database, 'SELECT ' . COLUMNS . ' FROM (SELECT id FROM job WHERE account_id = ? ORDER BY created_at DESC,
        id DESC LIMIT ? OFFSET ?) k JOIN job r ON r.id = k.id ' . JOINED . ' ORDER BY r.created_at DESC, r.id DESC',
        [$account, $limit, $offset]);
    $body = '{"success":true,"data":[' . implode(',', array_map(fn (array $row) => job($row, ''), $rows)) . '],"total":'
        . $total . '}';
} else {
    fail(404, 'not_found');
}
header('Content-Length: ' . strlen($body));
echo $body;

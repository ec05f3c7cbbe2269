"""The same questions to an account of 10,000 jobs and to one of 1,000,000, in turn."""

import json
import statistics
import urllib.parse

from .web_cluster import WebCluster

# A million jobs are put in once, and what is half put in at a crash is of no use: nothing is written twice. The small
# account's database has the same settings.
LOADING = ["--innodb-doublewrite=0", "--innodb-log-file-size=1G", "--innodb-sort-buffer-size=64M"]
SMALL, LARGE = 10_000, 1_000_000
# Milliseconds: what a person at a screen still takes for at once.
SOON = 500


# What part of all jobs a question must find, or it is not the question that its name says.
AT_LEAST = {"first page, total of all": 1, "search, a tenth of all jobs found": 0.1,
            "filter by metadata, 1 of 1000 jobs found": 0.001, "filter by metadata, a seventh of all found": 0.142}


def questions(cluster):
    """What is asked, and whether it must stay within twice the time or within half a second."""
    count = cluster.jobs
    one, group = (cluster.sql(f"SELECT LOWER(HEX(id)) FROM {table} ORDER BY id LIMIT 1 OFFSET {offset}")[0][0]
                  for table, offset in (("job", count // 3), ("job_group", 7)))
    page = "/ocr-invoice-job?limit=50"

    def having(**conditions):
        condition = {name.replace("__", "."): value for name, value in conditions.items()}
        return page + "&filter=" + urllib.parse.quote(json.dumps(condition))

    middle = f"{count // 3:08d}"
    return {
        "first page, total of all": (page, 2),
        "one job": (f"/ocr-invoice-job/{one}", 2),
        "filter by status, total": (having(status="failed"), 2),
        "filter by group, total": (having(group=group), 2),
        "filter by group and status, total": (having(group=group, status="completed"), 2),
        "filter by jobNumber": (having(jobNumber=f"JOB-{middle}"), 2),
        "filter by invoice number": (having(extractedData__invoice__number=f"RE-{middle}"), 2),
        "group": (f"/ocr-invoice-job-group/{group}", 2),
        "sort by jobNumber": (page + "&sort=jobNumber&order=asc", 2),
        "sort by documentName": (page + "&sort=documentName&order=asc", 2),
        "search by number": (page + f"&search=JOB-{middle}", 2),
        "last page": (page + f"&offset={count - 50}", SOON),
        "page in the middle": (page + f"&offset={count // 2}", SOON),
        "search, a tenth of all jobs found": (page + "&search=rechnung", SOON),
        "filter by metadata, 1 of 1000 jobs found": (having(metadata__costCentre="C-77"), SOON),
        "filter by metadata, a seventh of all found": (having(metadata__buyer__name="B3"), SOON),
        "filter by priority, all found": (having(priority="medium"), 0),
        "filter by metadata, range": (having(metadata__batch={"$gt": 48}), 0),
        "filter by total": (having(extractedData__invoice__amounts__total={"$gt": 500}), 0),
        "sort by updatedAt": (page + "&sort=updatedAt", 0),
        "sort by completedAt": (page + "&sort=completedAt", 0),
        "sort by cost": (page + "&sort=cost", 0),
    }


def measure(options, sheet):
    small, large = WebCluster(options.build, "256M", *LOADING), WebCluster(options.build, "1536M", *LOADING)
    try:
        for cluster, count in ((small, SMALL), (large, options.jobs)):
            cluster.open()
            cluster.fill(count)
            cluster.start("serve", "--no-reading")
            cluster.servers[-1].wait_ready()
        compare(options, sheet, small, large)
        claims(sheet, small, large)
    finally:
        small.close()
        large.close()


def compare(options, sheet, small, large):
    asked = questions(small), questions(large)
    for what, (target, limit) in asked[0].items():
        times, repeats = ([], []), 3
        for turn in range(options.rounds + 1):
            for cluster, found, mine in zip((small, large), times, (target, asked[1][what][0])):
                milliseconds, answer = cluster.timed(mine, repeats)
                if answer["status"] != 200 or answer.get("total", 1) < cluster.jobs * AT_LEAST.get(what, 0):
                    raise SystemExit(f"{what}: {answer}")
                # The first turn warms what the others find warm.
                if turn:
                    found.append(statistics.median(milliseconds))
            # One hiccup of a busy machine would be most of three answers of a millisecond each.
            if not turn and statistics.median(milliseconds) < 20:
                repeats = 15
        aim = {0: "", 2: "≤ 2"}.get(limit, f"≤ {limit} ms")
        sheet.compare(f"{large.jobs:,} jobs: {what}", times[1], f"{small.jobs:,} jobs", times[0], " ms", aim, 1)


CLAIM = ("SELECT COUNT(*), SUM(query_time) * 1000 FROM mysql.slow_log WHERE sql_text LIKE '%SKIP LOCKED' OR sql_text LIKE "
         "'UPDATE job SET status = 2, queue_state = 2%' OR sql_text LIKE '%FROM account%work_done, id LIMIT 32'")


def claims(sheet, *clusters):
    """The database's statistics of a worker's claims. The jobs' documents do not exist, so claiming is most of the work."""
    found = []
    for cluster in reversed(clusters):
        cluster.sql("UPDATE job_detail JOIN job ON id = job_id SET document_url = 'http://127.0.0.1:9/' WHERE queue_state = 1 "
                  "AND sort_key < 20000")
        cluster.sql("SET GLOBAL log_output = 'TABLE', long_query_time = 0, slow_query_log = ON", quiet=True)
        cluster.run("work", "--seconds", "4")
        cluster.sql("SET GLOBAL slow_query_log = OFF", quiet=True)
        count, milliseconds = cluster.sql(CLAIM)[0]
        taken = int(cluster.sql("SELECT COUNT(*) FROM job_attempt WHERE started_at > UTC_TIMESTAMP() - INTERVAL 1 HOUR")[0][0])
        if not taken:
            raise SystemExit("nothing was claimed")
        found.append(float(milliseconds) / taken)
    sheet.compare(f"{clusters[1].jobs:,} jobs: claim", found[:1], f"{clusters[0].jobs:,} jobs", found[1:], " ms", "≤ 2", 2)

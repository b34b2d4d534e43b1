"""The same pages by Scrapy, as politely: robots, one request a host, kept by its HTTP cache."""

import sys
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.resolver import dnscache


class Spider(scrapy.Spider):
    """Asks for every page once and looks at none."""

    name = "pages"

    async def start(self):
        """Every address, with the play server behind each name."""
        for url in (Path(sys.argv[1]) / "urls").read_text().split():
            yield scrapy.Request(url)

    def parse(self, response):
        """Nothing to do: the cache has kept the page."""


if __name__ == "__main__":
    for number in range(20):
        dnscache[f"host{number}.test"] = "127.0.0.1"
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": 20,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": float(sys.argv[2]),
            "RANDOMIZE_DOWNLOAD_DELAY": False,
            "HTTPCACHE_ENABLED": True,
            "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
            "HTTPCACHE_DIR": str(Path(sys.argv[1]) / "httpcache"),
            "HTTPCACHE_GZIP": True,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "USER_AGENT": "spider (+https://example.org)",
        }
    )
    process.crawl(Spider)
    process.start()

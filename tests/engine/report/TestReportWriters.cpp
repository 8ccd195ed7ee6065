// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QXmlStreamReader>

#include "engine/core/SafeFile.h"
#include "engine/report/Escape.h"
#include "engine/report/NumberText.h"
#include "tests/engine/report/ReportExamples.h"

using namespace prososcope;
using examples::storedRun;

namespace {

const std::string kHostile = "<b>&\"'%_\\{}$#~^|x\x01\xff</b>";

report::StoredRun hostileRun() {
    auto stored = storedRun(0.8, 1);
    stored.run.title = kHostile;
    stored.run.classes = {kHostile, "50 % & more", "a_b"};
    stored.run.speakerDependent = true;
    stored.run.protocol = "random";
    stored.run.comment = "</script><script>alert(1)</script>\n" + kHostile;
    stored.run.corpora = {{kHostile, kHostile, "emodb", "CC<0>", "A & B (2005)", "https://example.org/?a&b"}};
    stored.run.experiment = "name = \"" + kHostile + "\"\n</pre>";
    for (auto& each : stored.predictions) each.speaker = kHostile + each.speaker;
    return stored;
}

double luminance(const report::Rgb& colour) {
    const auto linear = [](int channel) {
        const double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(const report::Rgb& a, const report::Rgb& b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

/// The text of a PDF by pdftotext; empty where the tool is not installed.
QString textOf(const QString& pdf) {
    const QString tool = QStandardPaths::findExecutable("pdftotext");
    if (tool.isEmpty()) return {};
    QProcess process;
    process.start(tool, {"-layout", pdf, "-"});
    return process.waitForFinished() ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

}  // namespace

class TestReportWriters : public QObject {
    Q_OBJECT

private:
    core::Progress m_progress;

    report::Document hostileDocument() {
        auto second = hostileRun();
        second.run.id = 2;
        return *report::makeReport({hostileRun(), second}, {}, m_progress);
    }

private Q_SLOTS:
    void numbers() {
        QCOMPARE(report::scoreText(0.7421), std::string("0.742"));
        QCOMPARE(report::scoreText(-0.0001), std::string("0.000"));
        QCOMPARE(report::scoreText(std::nan("")), std::string("\u2013"));
        QCOMPARE(report::intervalText(0.742, {0.701, 0.779}), std::string("0.742 (0.70\u20130.78)"));
        QCOMPARE(report::intervalText(-0.02, {-0.07, 0.034}), std::string("-0.020 (-0.07 to 0.03)"));
        QCOMPARE(report::intervalText(0.5, {std::nan(""), std::nan("")}), std::string("0.500"));
        QCOMPARE(report::pText(0.0004), std::string("< 0.001"));
        QCOMPARE(report::pText(0.0434), std::string("0.043"));
        QCOMPARE(report::durationText(1633.7), std::string("27 min 14 s"));
        QCOMPARE(report::durationText(3725.0), std::string("1 h 2 min"));
    }
    void escaping() {
        QCOMPARE(report::escapedHtml("<a&\"'>\x01\xff"), std::string("&lt;a&amp;&quot;&#39;&gt;\uFFFD\uFFFD"));
        QCOMPARE(report::escapedLatex("50 % & a_b \\x{y}"), std::string("50 \\% \\& a\\_b \\textbackslash{}x\\{y\\}"));
        QCOMPARE(report::escapedLatex("a\u2013b \u00b1 -1\n[x]"), std::string("a--b $\\pm$ {-}1 {[}x{]}"));
        QCOMPARE(report::shortened("grüßen", 4), std::string("grü\u2026"));
        QCOMPARE(report::shortened("grüß", 4), std::string("grüß"));
    }
    /// Text on every cell of the sequential map can be read, in both themes, as can every other text.
    void contrasts() {
        for (const bool dark : {false, true}) {
            for (int level = 0; level <= 100; ++level) {
                const double share = level / 100.0;
                QVERIFY(contrast(report::sequential(share, dark), report::inkOn(share, dark)) >= 4.5);
            }
            const auto ground = report::rgbOf(report::Tint::Ground, dark);
            for (const auto tint : {report::Tint::Text, report::Tint::Muted, report::Tint::Error, report::Tint::Strong})
                QVERIFY(contrast(report::rgbOf(tint, dark), ground) >= 4.5);
            QVERIFY(contrast(report::rgbOf(report::Tint::Bar, dark), ground) >= 3.0);
        }
    }
    /// The document is read as XML: whatever names hold, elements stay as they were meant, and nothing outside is asked for.
    void htmlHoldsHostileNames() {
        const std::string html = report::htmlText(hostileDocument());
        QString xml = QString::fromStdString(html);
        QVERIFY(!xml.contains("<script"));
        QVERIFY(!xml.contains(QRegularExpression("(src|href)=|url\\(|@import")));
        xml.remove("<!DOCTYPE html>");
        xml.replace(QRegularExpression("<meta ([^>]*)>"), "<meta \\1/>");
        xml.replace(QRegularExpression("<style>.*</style>", QRegularExpression::DotMatchesEverythingOption), "");
        QXmlStreamReader reader(xml);
        int figures = 0;
        int alarming = 0;
        QString text;
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement() && reader.name() == QStringLiteral("svg")) ++figures;
            if (reader.isStartElement() && reader.attributes().value("class") == QStringLiteral("alarming")) ++alarming;
            if (reader.isCharacters()) text += reader.text();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(figures >= 8);
        QVERIFY(alarming >= 6);  // speaker-dependent figures are red
        QVERIFY(text.contains("<b>&\"'%_\\{}$#~^|x\uFFFD\uFFFD</b>"));
        QVERIFY(text.contains("</script><script>alert(1)</script>"));
        QVERIFY(html.find("prefers-color-scheme:dark") != std::string::npos);
    }
    /// Figures have text as text.
    void svgHasText() {
        const auto document = *report::makeReport({storedRun(0.8, 1)}, {}, m_progress);
        const QString html = QString::fromStdString(report::htmlText(document));
        const QRegularExpression word("<text[^>]*>angry</text>");
        QVERIFY(word.match(html).hasMatch());
        QVERIFY(!html.contains("<image") && !html.contains("nan") && !html.contains("inf,"));
    }
    void latexHoldsHostileNames() {
        for (const auto& block : hostileDocument().blocks) {
            const auto* table = std::get_if<report::Table>(&block);
            if (table == nullptr) continue;
            const QString text = QString::fromStdString(report::latexText(*table));
            int depth = 0;
            int ampersands = 0;
            for (const QString& line : text.split('\n').mid(1)) {  // behind the remark
                const QString plain = QString(line)
                                          .remove(">{\\raggedright\\arraybackslash}")
                                          .replace(QRegularExpression(R"(\\[\\{}$&#_%])"), "");
                for (const QChar c : plain) {
                    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                    QVERIFY(depth >= 0);
                    QVERIFY2(!QString("#%~^<>\"|").contains(c), qPrintable(line));
                }
                ampersands += static_cast<int>(plain.count('&'));
                // A command is named by letters.
                QVERIFY2(!QString(plain).contains(QRegularExpression(R"(\\[^a-zA-Z])")), qPrintable(line));
            }
            QCOMPARE(depth, 0);
            QCOMPARE(ampersands, static_cast<int>((table->rows.size() + 1) * (table->columns.size() - 1)));
            QVERIFY(text.contains("\\toprule") && text.contains("\\midrule") && text.contains("\\bottomrule"));
        }
    }
    /// What is too wide for a line is set smaller, and its texts share what the numbers leave.
    void latexFitsBetweenTheMargins() {
        report::Table table{"wide", "Wide"};
        table.columns = {"row", "published", "ours (95 % interval)", "difference", "what is missing"};
        table.numeric = {false, true, true, true, false};
        table.rows = {{std::string(30, 'r'), "0.742", "0.742 [0.700, 0.780]", "0.001", std::string(200, 'm')}};
        const QString wide = QString::fromStdString(report::latexText(table));
        QVERIFY(wide.contains("\\footnotesize"));
        double share = 0.0;
        auto found = QRegularExpression(R"(p\{([0-9.]+)\\linewidth\})").globalMatch(wide);
        while (found.hasNext()) share += found.next().captured(1).toDouble();
        QVERIFY2(share > 0.4 && share < 0.7, qPrintable(wide));
        table.rows = {{"UAR", "0.742", "0.742", "0.001", "nothing"}};
        const QString narrow = QString::fromStdString(report::latexText(table));
        QVERIFY(!narrow.contains("\\footnotesize") && narrow.contains("{lrrrl}"));
    }
    void csvReadsBack() {
        for (const auto& block : hostileDocument().blocks) {
            const auto* table = std::get_if<report::Table>(&block);
            if (table == nullptr) continue;
            const auto read = core::parseCsv(report::csvText(*table), table->name);
            PROSOSCOPE_VERIFY(read);
            QVERIFY(read->columns == csvOf(*table).columns);
            QVERIFY(read->rows == csvOf(*table).rows);
        }
    }
    void filesOfAllFormats() {
        const QTemporaryDir folder;
        auto stored = storedRun(0.8, 1);
        stored.run.title = "Häuser & <Töne>";
        stored.run.experiment.clear();
        for (int i = 0; i < 200; ++i) stored.run.experiment += "key_" + std::to_string(i) + " = " + std::to_string(i) + "\n";
        const auto document = report::makeReport({stored}, {}, m_progress);
        PROSOSCOPE_VERIFY(document);
        const auto written = report::writeReport(*document, toPath(folder.path()) / "out", report::reportFormats());
        PROSOSCOPE_VERIFY(written);
        for (const auto& file : *written) QVERIFY2(std::filesystem::file_size(file) > 20, file.c_str());
        QVERIFY(QFile::exists(folder.filePath("out/report.html")));
        QVERIFY(QFile::exists(folder.filePath("out/tables/run-1-scores.tex")));
        QVERIFY(QFile::exists(folder.filePath("out/tables/run-1-folds.csv")));
        QFile pdf(folder.filePath("out/report.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray bytes = pdf.readAll();
        QVERIFY(bytes.startsWith("%PDF-1."));
        QVERIFY(bytes.trimmed().endsWith("%%EOF"));
        QVERIFY(bytes.contains("/Type /Pages"));
        const auto pages = QRegularExpression("/Count (\\d+)").match(QString::fromLatin1(bytes));
        QVERIFY(pages.hasMatch() && pages.captured(1).toInt() >= 4);
        QVERIFY(bytes.contains("/FontFile"));   // the face is inside
        QVERIFY(bytes.contains("/ToUnicode"));  // so that text can be selected
        const QString text = textOf(pdf.fileName());
        if (text.isEmpty()) QSKIP("needs pdftotext to read the PDF's text");
        for (const char* fact :
             {"Häuser & <Töne>", "leave one speaker out", "key_199 = 199", "macro F1", "angry", "Calibration"})
            QVERIFY2(text.contains(QString::fromUtf8(fact)), fact);
        const auto unknown = report::writeReport(*document, toPath(folder.path()), std::vector<std::string>{"doc"});
        QVERIFY(!unknown && unknown.error().message().find("doc") != std::string::npos);
    }
    void pdfHoldsHostileNames() {
        const auto bytes = report::pdfBytes(hostileDocument());
        PROSOSCOPE_VERIFY(bytes);
        QVERIFY(bytes->starts_with("%PDF"));
    }
    /// A word without spaces and a cell longer than a page end, too.
    void pdfBreaksWhatIsLong() {
        report::Document document;
        document.title = std::string(500, 'x');
        report::Table table;
        table.name = "long";
        table.columns = {"a", "b"};
        std::string words;
        for (int i = 0; i < 4000; ++i) words += "word ";
        table.rows = {{words, std::string(3000, 'y')}, {"", ""}};
        document.blocks.emplace_back(table);
        const auto bytes = report::pdfBytes(document);
        PROSOSCOPE_VERIFY(bytes);
        QVERIFY(bytes->find("/Count") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestReportWriters)
#include "TestReportWriters.moc"

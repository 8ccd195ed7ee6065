// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>

#include "app/engine_thread/EngineThread.h"
#include "tests/TestSupport.h"
#include "widgets/Theme.h"

namespace {

struct Message {
    QString context;
    QString source;
    QString comment;
    QStringList forms;
    bool numerus = false;
    bool finished = true;
    [[nodiscard]] QString key() const { return context + QLatin1Char('|') + source + QLatin1Char('|') + comment; }
};

QList<Message> readMessages(const QString& path) {
    QList<Message> all;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return all;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QStringLiteral("name")) context = xml.readElementText();
        if (xml.name() == QStringLiteral("message")) {
            Message message;
            message.context = context;
            message.numerus = xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes");
            all << message;
        }
        if (all.isEmpty()) continue;
        if (xml.name() == QStringLiteral("source")) all.last().source = xml.readElementText();
        if (xml.name() == QStringLiteral("comment")) all.last().comment = xml.readElementText();
        if (xml.name() == QStringLiteral("translation")) {
            all.last().finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            if (!all.last().numerus) all.last().forms << xml.readElementText();
        }
        if (xml.name() == QStringLiteral("numerusform")) all.last().forms << xml.readElementText();
    }
    return all;
}

QStringList placeholders(const QString& text) {
    QStringList found;
    static const QRegularExpression pattern(QStringLiteral("%(?:[1-9]|n)"));
    for (auto match = pattern.globalMatch(text); match.hasNext();) found << match.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

}  // namespace

/// The .ts files hold every text of the sources, and nothing that is gone or unfinished.
class TestTranslations : public QObject {
    Q_OBJECT

private:
    const QString m_source = QStringLiteral(PROSOSCOPE_SOURCE_DIR "/translations");

    static void bothLanguages() {
        QTest::addColumn<QString>("file");
        QTest::newRow("German") << QStringLiteral("prososcope_de.ts");
        QTest::newRow("English plurals") << QStringLiteral("prososcope_en.ts");
    }

private Q_SLOTS:
    void nothingIsMissingOrGone_data() { bothLanguages(); }
    void nothingIsMissingOrGone() {
        QFETCH(QString, file);
        const QTemporaryDir folder;
        for (const auto* name : {"prososcope_de.ts", "prososcope_en.ts"}) {
            QVERIFY(QFile::copy(m_source + QLatin1Char('/') + QLatin1String(name), folder.filePath(QLatin1String(name))));
        }
        QProcess update;
        update.start(m_source + QStringLiteral("/update.sh"), {folder.path()});
        QVERIFY(update.waitForStarted());
        QVERIFY(update.waitForFinished(60000));
        QVERIFY2(update.exitCode() == 0, update.readAllStandardError().constData());
        QStringList before;
        QStringList after;
        QStringList unfinished;
        for (const Message& message : readMessages(m_source + QLatin1Char('/') + file)) before << message.key();
        for (const Message& message : readMessages(folder.filePath(file))) {
            after << message.key();
            if (!message.finished || message.forms.isEmpty() || message.forms.contains(QString())) unfinished << message.key();
        }
        before.sort();
        after.sort();
        QVERIFY2(unfinished.isEmpty(),
                 qPrintable(QStringLiteral("run translations/update.sh and translate: ") + unfinished.join(QLatin1Char('\n'))));
        QStringList gone;
        for (const QString& key : std::as_const(before)) {
            if (!after.contains(key)) gone << key;
        }
        QVERIFY2(gone.isEmpty(), qPrintable(QStringLiteral("no longer in the sources: ") + gone.join(QLatin1Char('\n'))));
        QCOMPARE(before.size(), after.size());
    }

    void placeholdersAndToneAreKept_data() { bothLanguages(); }
    void placeholdersAndToneAreKept() {
        QFETCH(QString, file);
        const auto messages = readMessages(m_source + QLatin1Char('/') + file);
        QVERIFY(!messages.isEmpty());
        for (const Message& message : messages) {
            for (const QString& form : message.forms) {
                QVERIFY2(placeholders(form) == placeholders(message.source), qPrintable(message.key()));
                QVERIFY2(!form.contains(QLatin1Char('!')), qPrintable(message.key()));
                QVERIFY2(message.source.count(QRegularExpression(QStringLiteral("&[^&\\s]"))) ==
                             form.count(QRegularExpression(QStringLiteral("&[^&\\s]"))),
                         qPrintable(message.key()));
                QVERIFY2(message.source.endsWith(QLatin1Char('.')) == form.endsWith(QLatin1Char('.')),
                         qPrintable(message.key()));
            }
        }
    }

    void germanSaysDu() {
        static const QRegularExpression formal(QStringLiteral("[a-zäöüß]n Sie\\b|\\bIh(?:nen|r|re|rem|ren|rer|res)\\b"),
                                               QRegularExpression::UseUnicodePropertiesOption);
        QVERIFY(formal.match(QStringLiteral("Wählen Sie eine Spur.")).hasMatch());
        for (const Message& message : readMessages(m_source + QStringLiteral("/prososcope_de.ts"))) {
            for (const QString& form : message.forms) QVERIFY2(!formal.match(form).hasMatch(), qPrintable(form));
        }
    }

    void theProgramFindsThem() {
        QTranslator german;
        QVERIFY(german.load(QStringLiteral("prososcope_de"), QStringLiteral(":/translations")));
        QCoreApplication::installTranslator(&german);
        using prososcope::core::Text;
        QCOMPARE(prososcope::widgets::Theme::emotionWord(QStringLiteral("angry")), QStringLiteral("wütend"));
        QCOMPARE(prososcope::engine_thread::translated(Text("%1 is empty (0 bytes).", {"a.wav"})),
                 QStringLiteral("a.wav ist leer (0 Byte)."));
        QCOMPARE(QCoreApplication::translate("prososcope::gui::MainWindow", "&File"), QStringLiteral("&Datei"));
        QCOMPARE(QCoreApplication::translate("prososcope::gui::MainWindow", "CPU, %n threads", nullptr, 1),
                 QStringLiteral("CPU, 1 Thread"));
        QCoreApplication::removeTranslator(&german);
        QTranslator english;
        QVERIFY(english.load(QStringLiteral("prososcope_en"), QStringLiteral(":/translations")));
        QCoreApplication::installTranslator(&english);
        QCOMPARE(QCoreApplication::translate("prososcope::gui::MainWindow", "CPU, %n threads", nullptr, 1),
                 QStringLiteral("CPU, 1 thread"));
        QCoreApplication::removeTranslator(&english);
    }
};

QTEST_MAIN(TestTranslations)
#include "TestTranslations.moc"
